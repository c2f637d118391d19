/** Every language says the same things, in all the plural forms that it needs. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/i18n/languages";
import { filesBelow } from "./files";

const SRC = `${process.cwd()}/src/`;
const PLURAL = /_(zero|one|two|few|many|other)$/;
const folders = [
  ...new Set(
    filesBelow(SRC)
      .filter((path) => /\/messages\/[a-z]{2}\.json$/.test(path))
      .map((path) => path.replace(/\/[a-z]{2}\.json$/, "")),
  ),
];

/** What is written alike everywhere. */
const NAMES =
  /^(Aisle|Anthropic|Gemini|OpenID Connect|SAML 2\.0|WooCommerce|Shopify|BigCommerce|Magento( \/ Adobe Commerce)?|Google Drive|Notion|Confluence|\/tents|AE)$/;

const messages = (folder: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(`${folder}/${language}.json`, "utf8"));

const bases = (found: Record<string, string>) =>
  new Set(Object.keys(found).map((key) => key.replace(PLURAL, "")));

const placeholders = (text: string) =>
  new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string));

describe.each(folders.map((folder) => [folder.replace(SRC, ""), folder]))("%s", (_, folder) => {
  const english = messages(folder, "en");

  it.each(Object.keys(LANGUAGES))("%s has every message, and no other", (language) => {
    expect(bases(messages(folder, language))).toEqual(bases(english));
  });

  it.each(Object.keys(LANGUAGES))("%s has the plural forms of its grammar", (language) => {
    const found = messages(folder, language);
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const base of Object.keys(english).filter((key) => PLURAL.test(key))) {
      const stem = base.replace(PLURAL, "");
      const forms = Object.keys(found).filter((key) => key.replace(PLURAL, "") === stem);
      expect(forms.map((key) => key.slice(stem.length + 1)).sort(), stem).toEqual(
        [...wanted].sort(),
      );
    }
  });

  it("Arabic is written in Arabic, but for names", () => {
    const left = Object.values(messages(folder, "ar"))
      .map((text) => text.replace(/\{\{.*?\}\}|<[^>]*>/g, ""))
      .filter((text) => /[a-z]{2}/i.test(text) && !/\p{Script=Arabic}/u.test(text));
    expect(left.filter((text) => !NAMES.test(text.trim()))).toEqual([]);
  });

  it.each(Object.keys(LANGUAGES))("%s names no value that English does not", (language) => {
    for (const [key, text] of Object.entries(messages(folder, language))) {
      const stem = key.replace(PLURAL, "");
      const known = placeholders(english[key] ?? english[`${stem}_other`] ?? "");
      for (const name of placeholders(text)) expect(known, `${key} in ${language}`).toContain(name);
    }
  });
});

it("no message is asked for that is not there", () => {
  const known = new Set(folders.flatMap((folder) => [...bases(messages(folder, "en"))]));
  const missing = filesBelow(SRC)
    .filter((path) => path.endsWith(".tsx") || path.endsWith(".ts"))
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/\bt\("([^"]+)"/g)])
    .map((match) => match[1] as string)
    .filter((key) => !known.has(key));
  expect(missing).toEqual([]);
});
