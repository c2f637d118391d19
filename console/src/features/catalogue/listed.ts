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
