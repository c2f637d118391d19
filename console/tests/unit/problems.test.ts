/** Refusals are said in the reader's language by their code; facts that only the API knows stay. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/api/problem";
import { saidOf } from "../../src/problems/said";

const german: Record<string, string> = JSON.parse(
  readFileSync(`${process.cwd()}/src/problems/messages/de.json`, "utf8"),
);
const words = (code: string) => german[code];
const problem = (code: string, detail: string) => new Problem(409, code, detail);

describe("what is said of a refusal", () => {
  it("is the reader's language where its code has words", () => {
    const said = saidOf(problem("last_owner", "An organization needs an owner."), "de", words);
    expect(said).toEqual({ text: german.last_owner });
  });

  it("keeps the API's sentence beside them where that names what they cannot", () => {
    const detail = "7 variants have prices in GBP.";
    const said = saidOf(problem("currency_in_use", detail), "de", words);
    expect(said).toEqual({ text: german.currency_in_use, facts: detail });
  });

  it("is the API's sentence for English, and for a code without words", () => {
    expect(saidOf(problem("last_owner", "In English."), "en", words)).toEqual({
      text: "In English.",
    });
    expect(saidOf(problem("odd", "In English."), "de", words)).toEqual({ text: "In English." });
  });

  it("is never empty where there are words", () => {
    expect(saidOf(problem("conflict", ""), "en", words).text).toBe(german.conflict);
    expect(saidOf(problem("conflict", ""), "de", words)).toEqual({ text: german.conflict });
  });
});

it("only codes that the API has are given words", () => {
  const known = readFileSync(`${process.cwd()}/../docs/reference/errors.md`, "utf8");
  expect(Object.keys(german).filter((code) => !known.includes(`\`${code}\``))).toEqual([]);
  expect(Object.keys(german).length).toBeGreaterThan(40);
});
