/** What the designer writes into the draft, and where its preview leads. */
import { describe, expect, it } from "vitest";
import type { Settings } from "../../src/features/widget/api";
import { without } from "../../src/features/widget/useLook";
import {
  codesOf,
  generalOf,
  linesOf,
  previewAddress,
  withGeneral,
} from "../../src/features/widget/writing";

const settings = (suggestions: Settings["suggestions"]) => ({ suggestions }) as Settings;

describe("suggestions", () => {
  const tents = { paths: ["/tents*"], texts: ["Which tent for two?"] };

  it("for certain pages stay before the general ones, which are replaced", () => {
    const before = settings([{ paths: ["*"], texts: ["Old"] }, tents]);
    const after = withGeneral(before, ["New"]);
    expect(after).toEqual([tents, { paths: ["*"], texts: ["New"] }]);
    expect(generalOf(settings(after))).toEqual(["New"]);
    expect(withGeneral(before, [])).toEqual([tents]);
  });

  it("are lines without empty ones", () => {
    expect(linesOf(" a \n\n b")).toEqual(["a", "b"]);
    expect(codesOf("EN, de  fr")).toEqual(["en", "de", "fr"]);
  });
});

describe("a preview's address", () => {
  const page = "https://chat.example/c/demo?preview=abc";
  const usual = { size: "desktop", show: "open", mode: "draft", direction: "ltr" } as const;

  it("is on this server, and asks a question only to show an answer", () => {
    expect(previewAddress(page, usual, "Q")).toBe("/c/demo?preview=abc&show=open");
    const asked = { ...usual, show: "answering", mode: "dark", direction: "rtl" } as const;
    expect(previewAddress(page, asked, "Q")).toBe(
      "/c/demo?preview=abc&show=answering&mode=dark&language=ar&ask=Q",
    );
  });
});

describe("changes", () => {
  it("that were made again while they were saved are still to be saved", () => {
    expect(without({ title: "b", mark: "x" }, { title: "a", mark: "x" })).toEqual({ title: "b" });
  });
});
