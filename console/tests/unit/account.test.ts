import { describe, expect, it } from "vitest";
import { ownPath } from "../../src/features/account/entered";
import { addressOf, slugOf } from "../../src/features/onboarding/slug";
import { matching } from "../../src/shell/CommandMenu";
import { initials } from "../../src/shell/initials";

describe("where a sign-in leads", () => {
  it.each([
    [undefined, "/s"],
    ["/s/pike/sources?tab=runs", "/s/pike/sources?tab=runs"],
    ["https://shop.test/s/pike", "/s/pike"],
    ["https://evil.example/s", "/s"],
    ["//evil.example", "/s"],
    ["\\\\evil.example", "/s"],
    ["javascript:alert(1)", "/s"],
  ])("%s leads to %s", (next, path) => {
    expect(ownPath(next, "https://shop.test")).toBe(path);
  });
});

describe("a new store", () => {
  it("gets a short name of letters that addresses know", () => {
    expect(slugOf("Pike & Tarn — Été")).toBe("pike-tarn-ete");
    expect(slugOf("متجر")).toMatch(/^store-[a-z0-9]+$/);
  });

  it("has an address with a scheme", () => {
    expect(addressOf(" shop.example ")).toBe("https://shop.example");
    expect(addressOf("http://shop.example")).toBe("http://shop.example");
    expect(addressOf("  ")).toBeUndefined();
  });

  it("has initials", () => {
    expect(initials("Pike & Tarn")).toBe("PT");
    expect(initials("متجر")).toBe("م");
    expect(initials("&")).toBe("?");
  });
});

it("the command menu finds words in any order, without accents, beginnings first", () => {
  const entries = ["Add a source", "Sources", "Créer un compte"].map((label) => ({ label }));
  const labels = (words: string) => matching(entries, words).map((one) => one.label);
  expect(labels("sou")).toEqual(["Sources", "Add a source"]);
  expect(labels("source add")).toEqual(["Add a source"]);
  expect(labels("compte creer")).toEqual(["Créer un compte"]);
  expect(labels("nothing")).toEqual([]);
});
