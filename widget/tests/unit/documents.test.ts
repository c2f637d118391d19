import { expect, it } from "vitest";
import { documentsOf } from "../../src/state/documents";
import { citation } from "./helpers";

it("lists each document once, with its marks in order", () => {
  const other = { ...citation(2), title: "Size guide", url: null, document_id: "d2" };
  const found = documentsOf([citation(1), other, citation(3)]);
  expect(found.map(({ marks, citation: { title } }) => [marks, title])).toEqual([
    [[1, 3], "Rain ratings"],
    [[2], "Size guide"],
  ]);
  expect(found[0]?.citation.mark).toBe(1);
});

it("keeps documents apart that share a title only", () => {
  const other = { ...citation(2), url: "https://shop.example/other" };
  expect(documentsOf([citation(1), other])).toHaveLength(2);
});
