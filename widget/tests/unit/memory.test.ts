import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDrafts, SAVE_EVERY_MS } from "../../src/state/draft";
import { createOutbox } from "../../src/state/outbox";
import { memoryStorage, pageStore, usableStorage } from "../../src/state/storage";

const DAY = 86_400_000;

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

describe("the page's memory", () => {
  it("forgets after its days", () => {
    const store = pageStore("demo", memoryStorage());
    store.write("conversation", { id: "c1" });
    vi.setSystemTime(1_000_000 + 30 * DAY - 1);
    expect(store.read("conversation")).toEqual({ id: "c1" });
    vi.setSystemTime(1_000_000 + 30 * DAY);
    expect(store.read("conversation")).toBeNull();
  });

  it("keeps shops apart and survives nonsense", () => {
    const storage = memoryStorage();
    pageStore("one", storage).write("draft", "x");
    storage.setItem("aisle.two.draft", "{not json");
    expect(pageStore("two", storage).read("draft")).toBeNull();
    expect(pageStore("one", storage).read("draft")).toBe("x");
  });

  it("works without any storage of the browser", () => {
    vi.stubGlobal("localStorage", {
      setItem: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
    const store = pageStore("demo", usableStorage());
    store.write("draft", "still here");
    expect(store.read("draft")).toBe("still here");
    vi.unstubAllGlobals();
  });

  it("goes on when the storage is full", () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => pageStore("demo", full).write("draft", "x")).not.toThrow();
  });

  it("hears of its own shop's changes in another tab", () => {
    const changed = vi.fn();
    const stop = pageStore("demo", memoryStorage()).watch(changed);
    dispatchEvent(new StorageEvent("storage", { key: "aisle.demo.conversation" }));
    dispatchEvent(new StorageEvent("storage", { key: "aisle.other.conversation" }));
    stop();
    dispatchEvent(new StorageEvent("storage", { key: "aisle.demo.conversation" }));
    expect(changed.mock.calls).toEqual([["conversation"]]);
  });
});

describe("a draft", () => {
  const setUp = () => {
    const store = pageStore("demo", memoryStorage());
    return { store, drafts: createDrafts(store) };
  };

  it("is saved within half a second, also while typing goes on", () => {
    const { store, drafts } = setUp();
    drafts.save("a");
    vi.advanceTimersByTime(SAVE_EVERY_MS - 1);
    drafts.save("ab");
    expect(store.read("draft")).toBeNull();
    vi.advanceTimersByTime(1);
    expect(store.read("draft")).toBe("ab");
  });

  it("is written at once when the page goes away, and forgotten when sent", () => {
    const { store, drafts } = setUp();
    drafts.save("half a sent");
    drafts.flush();
    expect(createDrafts(store).load()).toBe("half a sent");
    drafts.save("");
    vi.advanceTimersByTime(SAVE_EVERY_MS);
    expect(createDrafts(store).load()).toBe("");
  });

  it("is gone after a day", () => {
    const { drafts } = setUp();
    drafts.save("x");
    drafts.flush();
    vi.setSystemTime(1_000_000 + DAY + 1);
    expect(drafts.load()).toBe("");
  });

  it("never holds a card number", () => {
    const { store, drafts } = setUp();
    drafts.save("my card");
    drafts.flush();
    drafts.save("my card 4111 1111 1111 1111");
    vi.advanceTimersByTime(SAVE_EVERY_MS);
    expect(store.read("draft")).toBeNull();
  });
});

describe("the outbox", () => {
  it("holds each message once, across a reload", () => {
    const store = pageStore("demo", memoryStorage());
    const message = { key: "k1", text: "Rain?", at: "", filters: null };
    createOutbox(store).add(message);
    createOutbox(store).add(message);
    expect(createOutbox(store).all()).toEqual([message]);
    createOutbox(store).remove("k1");
    expect(createOutbox(store).all()).toEqual([]);
  });
});
