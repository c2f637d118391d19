import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAnnouncer, STATUS_EVERY_MS } from "../../src/a11y/announcer";
import { createPace, REDRAW_EVERY_MS } from "../../src/chat/pace";
import { createWording } from "../../src/i18n";
import { AT_END, afterScroll, beforeFollowing, isNearEnd, park } from "../../src/ui/reading";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

describe("redrawing", () => {
  it("happens at most 20 times a second and loses nothing", () => {
    const deliveries: number[][] = [];
    const pace = createPace<number>((items) => deliveries.push(items));
    for (let item = 0; item < 1000; item += 1) {
      pace.push(item);
      vi.advanceTimersByTime(1);
    }
    pace.flush();
    expect(deliveries.length).toBeLessThanOrEqual(1000 / REDRAW_EVERY_MS + 1);
    expect(deliveries.length).toBeGreaterThan(15);
    expect(deliveries.flat()).toEqual(Array.from({ length: 1000 }, (_, item) => item));
  });

  it("shows the first words at once", () => {
    const deliver = vi.fn();
    createPace<string>(deliver).push("a");
    expect(deliver).toHaveBeenCalledWith(["a"]);
  });
});

describe("the scrolling rule", () => {
  const box = (distance: number) => ({
    scrollTop: 1000 - distance,
    scrollHeight: 1500,
    clientHeight: 500,
  });
  const following = { ...AT_END, top: 1000 };

  it.each([
    [0, true],
    [48, true],
    [49, false],
    [400, false],
  ])("%i px from the end: follows %s", (distance, follows) => {
    expect(isNearEnd(box(distance))).toBe(follows);
    expect(afterScroll({ ...following, top: 3 }, box(distance)).follows).toBe(follows);
  });

  it("does not take the page's own scrolling for the reader's", () => {
    const grown = { scrollTop: 1000, scrollHeight: 1900, clientHeight: 500 };
    expect(afterScroll(following, grown)).toBe(following);
  });

  it("does not pull a reader back whose scroll the browser has not told of yet", () => {
    const grown = (scrollTop: number) => ({ scrollTop, scrollHeight: 1900, clientHeight: 500 });
    expect(beforeFollowing(following, grown(951)).follows).toBe(false);
    expect(beforeFollowing(following, grown(952)).follows).toBe(true);
    expect(beforeFollowing(following, grown(1000))).toBe(following);
  });

  it("goes on following when the text became shorter", () => {
    const shrunk = { scrollTop: 700, scrollHeight: 1200, clientHeight: 500 };
    expect(beforeFollowing(following, shrunk).follows).toBe(true);
  });

  it("stays parked until the reader goes back to the end", () => {
    const parked = park(following);
    expect(parked.follows).toBe(false);
    expect(afterScroll(parked, box(200)).follows).toBe(false);
    expect(afterScroll(afterScroll(parked, box(200)), box(10)).follows).toBe(true);
  });
});

describe("the announcer", () => {
  const setUp = () => {
    const announcer = createAnnouncer(createWording("en"));
    const heard: string[] = [];
    announcer.spoken.watch(() => {
      const { polite, assertive } = announcer.spoken.get();
      heard.push(assertive ? `!${assertive}` : polite);
    });
    return { announcer, heard };
  };

  it("says one status per five seconds, the newest", () => {
    const { announcer, heard } = setUp();
    announcer.looking();
    for (const text of ["a", "b", "c"]) announcer.status(text);
    vi.advanceTimersByTime(STATUS_EVERY_MS - 1);
    expect(heard).toEqual(["Looking through the shop"]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(["Looking through the shop", "c"]);
  });

  it("reads the finished answer once, and no status after it", () => {
    const { announcer, heard } = setUp();
    announcer.looking();
    announcer.status("Checking stock");
    announcer.finished({ text: "Take the 38.", products: 3, sources: 1, versions: null });
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual(["Looking through the shop", "Take the 38. 3 products. 1 source."]);
  });

  it("interrupts for errors", () => {
    const { announcer, heard } = setUp();
    announcer.halfway(true);
    expect(heard).toEqual(["!The answer stopped halfway."]);
  });
});

describe("wording", () => {
  it("picks the plural and fills in values", () => {
    const { t } = createWording("en-GB");
    expect(t("limited", { count: 1 })).toContain("in 1 second.");
    expect(t("limited", { count: 20 })).toContain("in 20 seconds.");
    expect(t("source", { mark: 1, title: "Size guide" })).toBe("Source 1, Size guide");
  });

  it("falls back to English and says so in the page's language", () => {
    expect(createWording("fr-CA")).toMatchObject({ language: "en", direction: "ltr" });
  });
});
