/** What two people's texts come to, and what the editor's buttons do. */
import { expect, it } from "vitest";
import { depthOf, isBelow } from "../../src/features/knowledge/categories";
import { editOf } from "../../src/features/knowledge/editing";
import { edited } from "../../src/features/knowledge/markdown";
import {
  chosen,
  decode,
  draftOf,
  encode,
  OwnSaves,
  shortened,
  sideBySide,
} from "../../src/features/knowledge/text";

const MINE = "Same.\n\nMine here.\n\nSame too.\n\nOnly mine.";
const THEIRS = "Same.\n\nTheirs here.\n\nOnly theirs.\n\nSame too.";

it("35: paragraphs stand side by side, and unless somebody chooses otherwise nothing of either is lost", () => {
  const pairs = sideBySide(MINE, THEIRS);
  expect(pairs).toEqual([
    { mine: "Same.", theirs: "Same." },
    { mine: "Mine here.", theirs: "Theirs here." },
    { mine: undefined, theirs: "Only theirs." },
    { mine: "Same too.", theirs: "Same too." },
    { mine: "Only mine.", theirs: undefined },
  ]);
  expect(chosen(pairs, [])).toBe(
    "Same.\n\nMine here.\n\nTheirs here.\n\nOnly theirs.\n\nSame too.\n\nOnly mine.",
  );
  expect(
    chosen(
      pairs,
      pairs.map(() => "mine"),
    ),
  ).toBe(MINE);
  expect(
    chosen(
      pairs,
      pairs.map(() => "theirs"),
    ),
  ).toBe(THEIRS);
});

it("what began from an own save goes on from the newest own save, and from nobody else's", () => {
  const own = new OwnSaves();
  own.note(1, 2);
  own.note(2, 4);
  own.note(4, 4);
  expect([1, 2, 3, 4].map((base) => own.newest(base))).toEqual([4, 4, 3, 4]);
});

it("a draft is kept whole with the save that it began from", () => {
  const content = {
    title: "Returns",
    body: "60 days",
    category_id: null,
    tags: ["a"],
    valid_from: null,
    valid_until: "2027-01-01T00:00:00Z",
    markets: [],
  };
  expect(decode(encode(content, 7))).toEqual({ base: 7, ...content });
});

it("buttons mark lines once, surround words, and leave the selection inside", () => {
  expect(edited("one\ntwo", 0, 7, "list").text).toBe("- one\n- two");
  expect(edited("- one", 2, 2, "list").text).toBe("- one");
  expect(edited("a word", 2, 6, "bold")).toEqual({ text: "a **word**", from: 4, to: 8 });
  expect(edited("cost: ", 6, 6, "insert").text).toBe("cost: {{product:.price}}");
  expect(edited("text", 2, 4, "table").text.startsWith("text\n\n| A |")).toBe(true);
});

it("of long stretches that stay only what stands beside a change is shown", () => {
  const long = `${"a".repeat(100)}${"b".repeat(100)}`;
  const spans = [
    { op: "equal", text: long },
    { op: "delete", text: "30" },
    { op: "equal", text: long },
    { op: "insert", text: long },
    { op: "equal", text: "short" },
  ] as const;
  const [first, gone, middle, come, last] = shortened(spans).map((one) => one.text);
  expect(first).toBe(` … ${"b".repeat(60)}`);
  expect(middle).toBe(`${"a".repeat(60)} … ${"b".repeat(60)}`);
  expect([gone, come, last]).toEqual(["30", long, "short"]);
});

it("a draft begins with passages, each quoted under its source", () => {
  const picked = [
    { title: "Returns", text: "60 days.\nUnused." },
    { title: "Care", text: "Cold." },
  ];
  expect(draftOf(picked, (title) => `Source: ${title}`)).toBe(
    "> 60 days.\n> Unused.\n>\n> Source: Returns\n\n> Cold.\n>\n> Source: Care",
  );
});

it("an edit of many says no more than its form does", () => {
  const { then: next, ...rest } = editOf(["1"], { category: "keep", add: "a, b,", next: "submit" });
  expect(next).toBe("submit");
  expect(rest).toEqual({ articles: ["1"], add_tags: ["a", "b"], remove_tags: [] });
  const fields = { category: "", search: "30", instead: "" };
  expect(editOf(["1"], fields)).toMatchObject({
    category_id: null,
    replace: { search: "30", instead: "" },
  });
});

it("a category never stands below itself or what is below it", () => {
  const at = (id: string, parent_id: string | null, path: string) => ({
    id,
    parent_id,
    path,
    name: id,
    articles: 0,
  });
  const all = [at("a", null, "A"), at("b", "a", "A/B"), at("c", "b", "A/B/C"), at("d", null, "D")];
  const below = all.map((one) => isBelow(one, all[1] as (typeof all)[0], all));
  expect(below).toEqual([false, true, true, false]);
  expect(all.map(depthOf)).toEqual([0, 1, 2, 0]);
});
