/** A merchant's own words on a product: which fields have them, and how they are written as text. Pure functions. */
import type { Override, Overrides, Product } from "./types";

export const PLAIN = ["title", "description", "brand", "category", "tags"] as const;
const ATTRIBUTE = "attributes.";

/** A field that can be edited, with what is shown in it. */
export interface Word {
  field: string;
  /** Key of its name in the messages; absent for attributes and variants, whose own names are shown. */
  key?: string;
  name?: string;
  value: unknown;
  override: Override | undefined;
}

/** Return every field of a product that can be edited as text, in the order in which it is read. */
export function wordsOf({ product, items }: Overrides): Word[] {
  const said = new Map(items.map((one) => [one.field, one]));
  const plain = PLAIN.map((field) => ({ field, key: `field.${field}`, value: product[field] }));
  const names = new Set([
    ...Object.keys(product.attributes),
    ...items.filter((one) => one.field.startsWith(ATTRIBUTE)).map((one) => nameOf(one.field)),
  ]);
  const attributes = [...names].map((name) => ({
    field: ATTRIBUTE + name,
    name,
    value: product.attributes[name] ?? null,
  }));
  return [...plain, ...attributes, ...variantsOf(product)].map((word) => ({
    ...word,
    override: said.get(word.field),
  }));
}

function variantsOf(product: Product) {
  if (product.variants.length < 2) return [];
  return product.variants.map((one) => ({
    field: `variants.${one.id}.title`,
    name: one.sku ?? one.title,
    value: one.title,
  }));
}

const nameOf = (field: string) => field.slice(ATTRIBUTE.length);

/** The field of an attribute of this name; undefined for none that could be one. */
export function attributeOf(name: string): string | undefined {
  const text = name.trim();
  return text ? ATTRIBUTE + text : undefined;
}

/** Write a value as the text that is edited and shown. */
export function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => pictureUrl(one) ?? String(one)).join(", ");
  return value == null ? "" : String(value);
}

const pictureUrl = (one: unknown) =>
  typeof one === "object" && one !== null && "url" in one ? String(one.url) : undefined;

/** Read an edited text as the field's value; null says that it has none. */
export function asValue(field: string, text: string): unknown {
  if (field === "tags") return listOf(text);
  if (field === "title" || field === "description") return text;
  return text.trim() || null;
}

/** Read words between commas. */
export function listOf(text: string): string[] {
  const words = text.split(",").map((one) => one.trim());
  return [...new Set(words.filter(Boolean))];
}

/** Return pictures with one of them first. */
export function shownFirst<Picture>(pictures: readonly Picture[], at: number): Picture[] {
  const first = pictures[at];
  return first === undefined
    ? [...pictures]
    : [first, ...pictures.filter((_, place) => place !== at)];
}

/** Whether any of some fields is said otherwise now than it was. */
export function differ(before: Overrides, now: Overrides, fields: readonly string[]): boolean {
  const said = ({ items }: Overrides, field: string) =>
    JSON.stringify(items.find((one) => one.field === field)?.value);
  return fields.some((field) => said(before, field) !== said(now, field));
}
