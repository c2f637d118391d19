import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { consentIn } from "../../src/features/account/consent";
import { ownPath, toDoor } from "../../src/features/account/entered";
import { whyNot } from "../../src/features/account/whyNot";
import { addressOf, slugOf } from "../../src/features/onboarding/slug";
import { matching } from "../../src/shell/CommandMenu";
import { initials } from "../../src/shell/initials";
import { filesBelow } from "./files";

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

it("passwords are masked and open to password managers", () => {
  const screens = filesBelow(`${process.cwd()}/src/features/account`)
    .filter((path) => path.endsWith(".tsx"))
    .map((path) => readFileSync(path, "utf8"))
    .join("");
  const fields = [...screens.matchAll(/<Field\s([^>]*?(?:current|new)-password[^>]*)/g)];
  expect(fields.length).toBe(4);
  for (const [, said] of fields) expect(said).toContain('type="password"');
  expect(screens).not.toMatch(/onPaste|onKeyDown=\{.*preventDefault/);
});

describe("what came back from elsewhere", () => {
  it("is told to the door, and not gone back to", () => {
    expect(toDoor("/account?error=sso_no_role&provider=x")).toEqual({
      next: "/account",
      error: "sso_no_role",
    });
    expect(toDoor("/s/pike?error=x")).toEqual({ next: "/s/pike?error=x" });
  });

  it("is explained in our words alone", () => {
    expect(whyNot("sso_no_role")[0]).toBe("why.sso_no_role");
    expect(whyNot("unheard_of")).toEqual(["provider.refused", { code: "unheard_of" }]);
    expect(whyNot("call 0800 123")).toEqual(["why.unknown", { code: "" }]);
  });

  it("finishes only what is whole", () => {
    const id = "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a10";
    const state = `${id}.${id}.c2VhbGVk_-`;
    const read = (text: string) => consentIn(new URLSearchParams(text));
    expect(read(`state=${state}&code=4`)).toEqual({ store: id, source: id, state, code: "4" });
    expect(read(`state=${state}`)).toBeUndefined();
    expect(read(`state=${state}&code=4&error=access_denied`)).toBeUndefined();
    expect(read(`state=../../keys.${id}.x&code=4`)).toBeUndefined();
  });
});
