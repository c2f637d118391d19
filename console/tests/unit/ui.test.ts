import { describe, expect, it } from "vitest";
import { sorted } from "../../src/ui/Table";
import { readSearch, writeSearch } from "../../src/ui/urlState";
import { windowOf } from "../../src/ui/windowed";

describe("a long table", () => {
  it("draws what is in view and a little more, and keeps its whole height", () => {
    const shown = windowOf(1_000, 50, 20_000, 600);
    expect([shown.from, shown.to]).toEqual([388, 424]);
    expect(shown.before + (shown.to - shown.from) * 50 + shown.after).toBe(50_000);
  });

  it("ends with its last row", () => {
    expect(windowOf(120, 50, 5_500, 600)).toMatchObject({ to: 120, after: 0 });
  });
});

describe("sorting", () => {
  it("orders numbers by size and words as the language does", () => {
    expect(sorted([9, 100, 20], (one) => one, false, "en")).toEqual([9, 20, 100]);
    expect(sorted(["Zelt", "Äste", "Apfel"], (one) => one, false, "de")).toEqual([
      "Apfel",
      "Äste",
      "Zelt",
    ]);
    expect(sorted(["b2", "b10"], (one) => one, true, "en")).toEqual(["b10", "b2"]);
  });
});

describe("view state in the address", () => {
  it("is text, comes back as it went, and leaves out what is not set", () => {
    const state = { tab: "runs", q: "a b&c", page: "1", gone: undefined };
    expect(writeSearch(state)).toBe("?tab=runs&q=a+b%26c&page=1");
    expect(readSearch(writeSearch(state))).toEqual({ tab: "runs", q: "a b&c", page: "1" });
  });
});
