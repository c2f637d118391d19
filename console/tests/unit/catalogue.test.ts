/** Which products are listed, and what an import makes of columns. */
import { expect, it } from "vitest";
import { csvOf } from "../../src/features/catalogue/exporting";
import { type Kind, type Said, wantedOf } from "../../src/features/catalogue/kinds";
import { filtered, joined, ofWhose, stockOf, toggled } from "../../src/features/catalogue/listed";
import { columnOf, corrected } from "../../src/features/catalogue/mapping";
import type { Override, Product, Quality } from "../../src/features/catalogue/types";
import {
  asText,
  asValue,
  differ,
  PLAIN,
  shownFirst,
  wordsOf,
} from "../../src/features/catalogue/words";

const product = (id: string, stocks: readonly (number | null)[], in_stock = true) =>
  ({ id, in_stock, variants: stocks.map((stock) => ({ stock })) }) as unknown as Product;

it("products get the quality that was read of them, and filters hold together", () => {
  const thin: Quality = {
    product_id: "a",
    lacks: ["thin_text"],
    shown: 3,
    sources: [],
    source_changed: false,
  };
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

const mug = (more: object = {}) =>
  ({
    id: "m",
    handle: "mug",
    title: "=HYPERLINK(1)",
    brand: 'Cup, "Co"',
    category: null,
    tags: ["a", "b"],
    price: { amount: "9.50", currency: "GBP" },
    in_stock: true,
    variants: [{ id: "v1", sku: "S1", title: "Small", stock: -2 }],
    attributes: { Colour: "blue" },
    images: [],
    overridden: [],
    hidden: false,
    ...more,
  }) as unknown as Product;

it("what is exported is the list, and no spreadsheet computes it", () => {
  const [head, row] = csvOf([{ product: mug(), quality: undefined }]).split("\r\n");
  expect(head?.split(",").slice(0, 3)).toEqual(["id", "handle", "title"]);
  expect(row).toContain('m,mug,\'=HYPERLINK(1),"Cup, ""Co""",,a; b,9.5,GBP,true,-2,1');
});

it("columns and whose words are chosen in the address", () => {
  expect(toggled("", "price")).toBe("price");
  expect(toggled("price,stock", "price")).toBe("stock");
  const rows = [mug(), mug({ overridden: ["title"] }), mug({ hidden: true })].map(
    (product, at) => ({
      product,
      quality: { source_changed: at === 0 } as Quality,
    }),
  );
  const which = (whose: Parameters<typeof ofWhose>[1]) =>
    ofWhose(rows, whose).map((one) => rows.indexOf(one as (typeof rows)[number]));
  expect([which("all"), which("mine"), which("changed"), which("hidden")]).toEqual([
    [0, 1, 2],
    [1],
    [0],
    [2],
  ]);
});

const said = (field: string, value: unknown) => ({ field, value }) as Override;

it("words are a product's fields, its attributes with those left out, and its variants where it has several", () => {
  const fields = (product: Product, items: Override[] = []) =>
    wordsOf({ product, items, revision: "" }).map((one) => one.field);
  expect(fields(mug())).toEqual([...PLAIN, "attributes.Colour"]);
  expect(fields(mug(), [said("attributes.Power", null)])).toContain("attributes.Power");
  const two = mug({
    variants: [
      { id: "v1", title: "S" },
      { id: "v2", title: "L" },
    ],
  });
  expect(fields(two)).toContain("variants.v2.title");
});

it("text becomes the value that the field takes", () => {
  expect(asValue("tags", " a, b,,a ")).toEqual(["a", "b"]);
  expect(asValue("brand", " ")).toBeNull();
  expect(asValue("title", " x ")).toBe(" x ");
  expect(asText(["a", "b"])).toBe("a, b");
  expect(shownFirst(["a", "b", "c"], 2)).toEqual(["c", "a", "b"]);
});

it("somebody else's words on other fields are in nobody's way", () => {
  const at = (...items: Override[]) => ({ product: mug(), revision: "", items });
  const before = at(said("title", "A"));
  expect(differ(before, at(said("title", "A"), said("brand", "B")), ["title"])).toBe(false);
  expect(differ(before, at(said("title", "C")), ["title"])).toBe(true);
  expect(differ(before, at(), ["title"])).toBe(true);
});

it("an edit asks for one thing, and for nothing where a word is missing", () => {
  const of = (kind: Kind, text = "", more: Partial<Said> = {}) =>
    wantedOf({ kind, text, other: "", place: "both", anyCase: false, ...more });
  expect(of("hide")).toEqual({ set: { hidden: true } });
  expect(of("brand", " ")).toEqual({ set: { brand: null } });
  expect(of("title", " ")).toBeUndefined();
  expect(of("description", " Long. ")).toEqual({ set: { description: "Long." } });
  expect(of("attribute", "blue", { other: " Colour " })).toEqual({
    set: { "attributes.Colour": "blue" },
  });
  expect(of("attribute", "blue")).toBeUndefined();
  expect(of("add_tags", "a, b")).toEqual({ add_tags: ["a", "b"] });
  expect(of("add_tags", " ")).toBeUndefined();
  expect(of("take_back")).toEqual({ take_back: ["*"] });
});

it("words are replaced and added as they are written, blanks included, where they are wanted", () => {
  const said = { text: "blue ", other: "", anyCase: true } as const;
  expect(wantedOf({ kind: "replace", place: "title", ...said })).toEqual({
    replace: { search: "blue ", instead: "", any_case: true, fields: ["title"] },
  });
  expect(wantedOf({ kind: "add_words", place: "both", ...said })).toEqual({
    add_words: { before: "blue ", after: "", fields: ["title", "description"] },
  });
  const behind = {
    kind: "add_words",
    place: "description",
    ...said,
    text: "",
    other: " x",
  } as const;
  expect(wantedOf(behind)?.add_words?.after).toBe(" x");
  expect(wantedOf({ ...behind, other: " " })).toBeUndefined();
});
