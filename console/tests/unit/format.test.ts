import { describe, expect, it } from "vitest";
import { change, duration, money, share } from "../../src/format/numbers";
import { relative } from "../../src/format/times";
import { localeOf, pickLanguage } from "../../src/i18n/languages";

const NOW = Date.UTC(2026, 10, 18, 14, 0);

describe("numbers", () => {
  it("shows no share of fewer than thirty", () => {
    expect(share("en", 4, 11)).toBeUndefined();
    expect(share("en", 26, 30)).toBe("87%");
  });

  it("gives a change its sign, and none where there was nothing before", () => {
    expect(change("en", 109, 100)).toBe("+9%");
    expect(change("de", 94, 100)?.replace(/\s/g, " ")).toBe("-6 %");
    expect(change("en", 5, 0)).toBeUndefined();
  });

  it("keeps figures of small amounts", () => {
    expect(money("en-GB", 0.013, "GBP")).toBe("£0.013");
    expect(money("en-GB", 5.4, "GBP")).toBe("£5.40");
  });

  it("says durations in the reader's language", () => {
    expect(duration("en", 0.82)).toBe("0.8s");
    expect(duration("en", 120)).toBe("2m");
  });
});

describe("times", () => {
  it("are relative up to a day, then the day", () => {
    expect(relative("en", NOW - 6 * 60_000, NOW)).toBe("6 minutes ago");
    expect(relative("en", NOW - 5 * 3_600_000, NOW)).toBe("5 hours ago");
    expect(relative("en", NOW - 30 * 3_600_000, NOW, "UTC")).toMatch(/^Tuesday/);
    expect(relative("en-GB", NOW - 30 * 86_400_000, NOW, "UTC")).toBe("19 Oct 2026");
  });
});

it("picks the first language that the console has", () => {
  expect(pickLanguage([undefined, "pt-BR", "de-AT", "en"])).toBe("de");
  expect(pickLanguage(["pt"])).toBe("en");
});

it("writes numbers as the reader's region does", () => {
  expect(localeOf("en", ["de-DE", "en-GB"])).toBe("en-GB");
  expect(localeOf("fr", ["en-GB"])).toBe("fr");
});
