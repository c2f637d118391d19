/** The guess of which column means what, and a person's corrections, as pure functions. */
import type { Mapping } from "./types";

/** Fields that are offered; the API takes more, and keeps its guess of those. */
export const FIELDS = [
  "title",
  "price",
  "handle",
  "sku",
  "description",
  "brand",
  "category",
  "tags",
  "images",
  "url",
  "stock",
  "availability",
  "compare_at",
  "barcode",
] as const;
export type FieldName = (typeof FIELDS)[number];

const LISTS: ReadonlySet<string> = new Set(["images"]);

/** The column of a field; of several the first. */
export function columnOf(mapping: Mapping, field: FieldName): string {
  const said = mapping[field];
  return String((Array.isArray(said) ? said[0] : said) ?? "");
}

/** Return the corrections with another column for a field; "" takes the field away. */
export function corrected(corrections: Mapping, field: FieldName, column: string): Mapping {
  const said = LISTS.has(field) && column ? [column] : column || null;
  return { ...corrections, [field]: said };
}
