import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DISCLOSURE, DISCLOSURE_VERSION, disclosureFor } from "../../src/i18n/disclosure";
import { REASONS } from "../../src/text/reasons";
import { toStretches, UNPROVEN_WORDS } from "../../src/text/unproven";

const server = (path: string) =>
  readFileSync(join(import.meta.dirname, "../../../server/src/aisle", path), "utf8");

const EN = "(not in our shop’s sources)";
const unproven = (text: string) =>
  toStretches(text).flatMap(({ text: words, unproven: mark }) => (mark ? [words] : []));

describe("a sentence that nothing of the shop's bears out", () => {
  it.each<[string, string, string[]]>([
    ["alone", `It is blessed. ${EN}`, ["It is blessed."]],
    ["behind another", `It is dry. It is blessed. ${EN} Buy it.`, ["It is blessed."]],
    ["behind a source mark", `It is dry. [1] It is blessed. ${EN}`, ["It is blessed."]],
    ["behind a line's end", `Two things\nIt is blessed. ${EN}`, ["It is blessed."]],
    ["with a number that has a point", `It weighs 1.5 kg. ${EN}`, ["It weighs 1.5 kg."]],
    ["with an abbreviation", `It fits e.g. small dogs. ${EN}`, ["It fits e.g. small dogs."]],
    ["twice", `A one. ${EN} A two. ${EN}`, ["A one.", "A two."]],
    ["in Japanese", `軽いです。丈夫です。 ${EN}`, ["丈夫です。"]],
    ["not there", "It is dry. (not in stock)", []],
  ])("is found: %s", (_, text, found) => {
    expect(unproven(text)).toEqual(found);
  });

  it("loses nothing of the text but the mark", () => {
    const text = `It is dry. [1] It is blessed. ${EN} Buy it.`;
    const all = toStretches(text).map((stretch) => stretch.text);
    expect(all.join("")).toBe(text.replace(` ${EN}`, ""));
  });

  it.each(UNPROVEN_WORDS)("is marked by the server in these words: %s", (words) => {
    expect(server("answering/generation/wording.py")).toContain(`"(${words})"`);
    expect(unproven(`Yes. (${words})`)).toEqual(["Yes."]);
  });

  it("knows every language of the server", () => {
    const [, table = ""] = server("answering/generation/wording.py").split('"not_found_mark": {');
    const languages = (table.split("}")[0] ?? "").match(/"\w\w":/g) ?? [];
    expect(languages).toHaveLength(UNPROVEN_WORDS.length);
  });
});

describe("what the server keeps as said", () => {
  it("is what the page says: that a machine answers", () => {
    const kept = server("conversations/disclosure.py");
    expect(kept).toContain(`VERSION = "${DISCLOSURE_VERSION}"`);
    for (const [language, words] of Object.entries(DISCLOSURE))
      expect(kept).toContain(`"${language}": "${words}"`);
    expect(kept.match(/^ {4}"\w\w": /gm)).toHaveLength(Object.keys(DISCLOSURE).length);
    expect(disclosureFor("de").language).toBe("de");
    expect(disclosureFor("en-GB")).toEqual({ language: "en", words: DISCLOSURE.en });
  });

  it.each(["up", "down"] as const)("is what feedback may give as a reason: %s", (rating) => {
    const list = new RegExp(`^${rating.toUpperCase()} = \\(([^)]*)\\)`, "m");
    const [, codes = ""] = server("conversations/feedback.py").match(list) ?? [];
    const known = [...codes.matchAll(/"(\w+)"/g)].map(([, code]) => code);
    expect(Object.keys(REASONS[rating])).toEqual(known);
  });
});
