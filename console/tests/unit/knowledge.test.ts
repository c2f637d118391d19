/** What two people's texts come to, and what the editor's buttons do. */
import { expect, it } from "vitest";
import { edited } from "../../src/features/knowledge/markdown";
import { chosen, decode, encode, OwnSaves, sideBySide } from "../../src/features/knowledge/text";

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
