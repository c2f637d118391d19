/** Which of the products that were read a list shows, as pure functions. */
import type { Lack, Product, Quality } from "./types";

/** A product with what is known of it as answers go; quality is fetched beside it. */
export interface Listed {
  product: Product;
  quality: Quality | undefined;
}

export const STOCKS = ["all", "in", "out"] as const;
export type Stock = (typeof STOCKS)[number];

/** Put qualities to their products. */
export function joined(products: readonly Product[], found: readonly Quality[]): Listed[] {
  const known = new Map(found.map((one) => [one.product_id, one]));
  return products.map((product) => ({ product, quality: known.get(product.id) }));
}

/** Return what the filters let through. lack: "" lets all through. */
export function filtered(rows: readonly Listed[], stock: Stock, lack: Lack | ""): Listed[] {
  return rows.filter(
    ({ product, quality }) =>
      (stock === "all" || product.in_stock === (stock === "in")) &&
      (!lack || !!quality?.lacks.includes(lack)),
  );
}

/** The pieces of all variants; undefined where the shop does not count any of them. */
export function stockOf(product: Product): number | undefined {
  const counted = product.variants.filter((one) => one.stock !== null);
  if (!counted.length) return undefined;
  return counted.reduce((sum, one) => sum + (one.stock ?? 0), 0);
}

export const WHOSE = ["all", "mine", "changed", "hidden"] as const;
/** mine: the merchant says something in place of a source; changed: and the source has said something else since. */
export type Whose = (typeof WHOSE)[number];

/** Return those that say what the merchant says. */
export function ofWhose(rows: readonly Listed[], whose: Whose): readonly Listed[] {
  if (whose === "all") return rows;
  return rows.filter(({ product, quality }) =>
    whose === "mine"
      ? product.overridden.length > 0
      : whose === "hidden"
        ? product.hidden
        : !!quality?.source_changed,
  );
}

/** Read names of columns out of the address. */
export const columnsIn = (text: string): ReadonlySet<string> =>
  new Set(text.split(",").filter(Boolean));

/** Return the names with one added or taken away. */
export function toggled(text: string, name: string): string {
  const names = new Set(columnsIn(text));
  if (!names.delete(name)) names.add(name);
  return [...names].join(",");
}
