/** Which products are listed, and what an import makes of columns. */
import { expect, it } from "vitest";
import { filtered, joined, stockOf } from "../../src/features/catalogue/listed";
import { columnOf, corrected } from "../../src/features/catalogue/mapping";
import type { Product, Quality } from "../../src/features/catalogue/types";

const product = (id: string, stocks: readonly (number | null)[], in_stock = true) =>
  ({ id, in_stock, variants: stocks.map((stock) => ({ stock })) }) as unknown as Product;

it("products get the quality that was read of them, and filters hold together", () => {
  const thin: Quality = { product_id: "a", lacks: ["thin_text"], shown: 3 };
  const rows = joined([product("a", [1]), product("b", [1]), product("c", [0], false)], [thin]);
  expect(rows.map((one) => one.quality?.shown)).toEqual([3, undefined, undefined]);
  const ids = (...how: [Parameters<typeof filtered>[1], Parameters<typeof filtered>[2]]) =>
    filtered(rows, ...how).map((one) => one.product.id);
  expect(ids("all", "")).toEqual(["a", "b", "c"]);
  expect(ids("out", "")).toEqual(["c"]);
  expect(ids("all", "thin_text")).toEqual(["a"]);
  expect(ids("out", "thin_text")).toEqual([]);
});

it("stock is the sum of what is counted, and unknown where nothing is", () => {
  expect(stockOf(product("a", [2, null, 3]))).toBe(5);
  expect(stockOf(product("a", [0]))).toBe(0);
  expect(stockOf(product("a", [null]))).toBeUndefined();
});

it("a column is corrected for one field, and taken away by null", () => {
  const once = corrected({}, "price", "Net price");
  expect(corrected(once, "images", "Photo")).toEqual({ price: "Net price", images: ["Photo"] });
  expect(corrected(once, "price", "")).toEqual({ price: null });
  expect(columnOf({ images: ["Photo", "Photo 2"] }, "images")).toBe("Photo");
  expect(columnOf({}, "title")).toBe("");
});
