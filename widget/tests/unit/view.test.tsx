import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAnnouncer } from "../../src/a11y/announcer";
import type { Filter, Metadata, Session, Store, StreamEvent } from "../../src/api/types";
import { createActions } from "../../src/chat/chat";
import type { View } from "../../src/chat/context";
import { createWording, type Messages } from "../../src/i18n";
import { DISCLOSURE } from "../../src/i18n/disclosure";
import { en } from "../../src/i18n/en";
import { App } from "../../src/ui/App";
import { createTheme } from "../../src/ui/theme";
import { citation, finish, setUp, start, words } from "./helpers";

const store: Store = {
  name: "⟦Pike⟧",
  slug: "demo",
  currency: "GBP",
  language: "en",
  mark: "⟦P⟧",
  brand: {},
  greeting: "",
  suggestions: ["⟦Ask this⟧"],
  privacy_url: "https://shop.example/privacy",
  contact: {},
};
const session = { token: "t", expires_at: "2099-01-01T00:00:00Z", store } as Session;

/** English in brackets, 40% longer: what comes out without brackets was never in the table. */
const stretch = (text: string) => `⟦${text}${"~".repeat(Math.ceil(text.length * 0.4))}⟧`;
const pseudo = Object.fromEntries(
  Object.entries(en).map(([key, entry]) => [
    key,
    typeof entry === "string"
      ? stretch(entry)
      : { one: stretch(entry.one), other: stretch(entry.other) },
  ]),
) as Messages;

function show(view: Partial<View> = {}, tables: Record<string, Messages> = { en: pseudo }) {
  const parts = setUp();
  const wording = createWording("en", tables);
  const sessions = { current: async () => session, replace: async () => session };
  const actions = createActions(parts.context, sessions);
  parts.context.view.set({ session, opening: "ready", ...view });
  const page = render(
    <App
      name="⟦Pike⟧"
      view={parts.context.view}
      actions={actions}
      announcer={createAnnouncer(wording)}
      wording={wording}
      theme={createTheme(parts.store)}
      store={parts.store}
      ears={{ canHear: true, listen: () => () => undefined }}
      can={{ minimise: true, voice: true, photo: true }}
      own={{ title: null, logo: null, avatar: null, consent: null }}
    />,
  );
  return { ...parts, actions, page };
}

function wordsOf(root: Element): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const isHidden = walker.currentNode.parentElement?.closest("[aria-hidden]");
    if (!isHidden) texts.push(walker.currentNode.textContent ?? "");
  }
  const names = [...root.querySelectorAll("[aria-label],[placeholder],[title]")].flatMap(
    (element) =>
      ["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name) ?? ""),
  );
  // The disclosure has its own table, in the words that the server keeps as shown.
  const isOurs = (text: string) => !Object.values(DISCLOSURE).includes(text);
  return [...texts, ...names].filter((text) => /\p{L}/u.test(text) && isOurs(text));
}

afterEach(cleanup);

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

describe("every word of the page", () => {
  it.each<[string, Partial<View>]>([
    ["new", {}],
    ["failed to open", { opening: "failed", session: null }],
    [
      "offline, limited, with a card number",
      { online: false, limitedUntil: Date.now() + 20_000, cardStopped: true },
    ],
  ])("comes from the table: %s", (_, view) => {
    const { page } = show(view);
    expect(wordsOf(page.container).length).toBeGreaterThan(8);
    expect(wordsOf(page.container).filter((text) => !/[⟦⟧]/.test(text))).toEqual([]);
  });

  it("comes from the table: menu", () => {
    const { page } = show();
    fireEvent.click(screen.getByLabelText(stretch("Menu")));
    expect(wordsOf(page.container).filter((text) => !/[⟦⟧]/.test(text))).toEqual([]);
  });
});

describe("Enter", () => {
  const press = (init: KeyboardEventInit) => {
    const { actions, page } = show({ draft: "にほん" });
    const submit = vi.spyOn(actions, "submit").mockImplementation(() => undefined);
    const field = page.container.querySelector("textarea");
    if (field) fireEvent.keyDown(field, { key: "Enter", ...init });
    return submit;
  };

  it.each<[string, KeyboardEventInit, number]>([
    ["sends", {}, 1],
    ["makes a line with Shift", { shiftKey: true }, 0],
    ["picks a word while text is composed", { isComposing: true }, 0],
    ["picks a word where only the key code says so", { keyCode: 229 }, 0],
  ])("%s", (_, init, times) => {
    expect(press(init)).toHaveBeenCalledTimes(times);
  });
});

describe("an answer that is being written", () => {
  it("is not a word of HTML", async () => {
    const { context, page } = show();
    context.change({
      type: "asked",
      key: "k",
      question: { text: "<b>q</b>", at: "", delivery: "sending", filters: null },
    });
    context.change({
      type: "streamed",
      key: "k",
      events: [start(), words("<img src=x> **a**"), finish],
    });
    expect(await page.findByText("<b>q</b>")).toBeTruthy();
    expect(page.container.querySelector("article img, article b")).toBeNull();
    expect(page.container.querySelector("strong")?.textContent).toBe("a");
  });

  it("leaves its finished blocks untouched while the last one grows", async () => {
    const { context, page } = show();
    const stream = (text: string) =>
      context.change({ type: "streamed", key: "k", events: [words(text)] });
    context.change({
      type: "asked",
      key: "k",
      question: { text: "q", at: "", delivery: "sending", filters: null },
    });
    stream("First [1].\n\nSecond");
    const first = await page.findByText(/First/);
    const changed = vi.fn();
    const watcher = new MutationObserver(changed);
    watcher.observe(first, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    for (const word of [" grows", " and", " grows"]) stream(word);
    await page.findByText("Second grows and grows");
    await Promise.resolve();
    expect(page.getByText(/First/)).toBe(first);
    expect(changed).not.toHaveBeenCalled();
    watcher.disconnect();
  });

  it("turns its marks into buttons when the sources come", async () => {
    const { context, page } = show({}, { en });
    context.change({
      type: "asked",
      key: "k",
      question: { text: "q", at: "", delivery: "sending", filters: null },
    });
    context.change({ type: "streamed", key: "k", events: [start(), words("Dry [1] [2].")] });
    await page.findByText(/Dry/);
    expect(page.queryByRole("button", { name: /Source/ })).toBeNull();
    context.change({
      type: "streamed",
      key: "k",
      events: [{ type: "data-citation", id: "c1", data: citation(1) }],
    });
    expect(await page.findByRole("button", { name: "Source 1, Rain ratings" })).toBeTruthy();
    expect(page.queryByRole("button", { name: /Source 2/ })).toBeNull();
  });
});

describe("a question back", () => {
  const clarify: StreamEvent = {
    type: "data-clarify",
    id: "q1",
    data: { question: "How many days?", options: ["One", "Two"] },
  };
  it.each<[string, StreamEvent[]]>([
    ["said in the text too", [start(), words("How **many**\ndays?"), clarify, finish]],
    ["without a text", [start(), clarify, finish]],
  ])("shows its words once: %s", async (_, events) => {
    const { context, page } = show({}, { en });
    const question = { text: "q", at: "", delivery: "sending", filters: null } as const;
    context.change({ type: "asked", key: "k", question });
    context.change({ type: "streamed", key: "k", events });
    expect(await page.findByRole("button", { name: "Two" })).toBeTruthy();
    const seen = page.container.querySelector("article.aw-a")?.textContent ?? "";
    expect(seen.match(/days\?/g)).toHaveLength(1);
  });
});

describe("how sure an answer is", () => {
  const cited: StreamEvent = { type: "data-citation", id: "c1", data: citation(1) };
  const sure = (metadata: Metadata): StreamEvent => ({
    type: "message-metadata",
    messageMetadata: { messageId: "answer-1", ...metadata },
  });
  it.each<[string, StreamEvent[], number]>([
    ["with a source", [cited, sure({ confidence: 1 })], 1],
    ["for a greeting", [sure({ confidence: 1 })], 0],
    ["for an answer that was not given", [cited, sure({ confidence: 1, abstained: true })], 0],
    ["without a number", [cited, sure({ confidence: null })], 0],
  ])("is said only where it means something: %s", async (_, events, times) => {
    const { context, page } = show({}, { en });
    const question = { text: "q", at: "", delivery: "sending", filters: null } as const;
    context.change({ type: "asked", key: "k", question });
    context.change({
      type: "streamed",
      key: "k",
      events: [start(), words("Hello."), ...events, finish],
    });
    await page.findByText("Hello.");
    expect(page.queryAllByText(/^How sure/)).toHaveLength(times);
  });
});

describe("who wrote an answer", () => {
  const told = (metadata: Metadata): StreamEvent => ({
    type: "message-metadata",
    messageMetadata: { messageId: "answer-1", ...metadata },
  });
  const label = "Geschrieben von einer KI";
  it.each<[string, Metadata, string]>([
    ["in the server's words", { writer: "acme-3", label }, label],
    [
      "a machine, where the server has no words",
      { writer: "acme-3", label: null },
      "Written by AI",
    ],
    ["nobody, where nothing is quoted", { writer: "quote", label: null }, ""],
  ])("is said: %s", async (_, metadata, said) => {
    const { context, page } = show({}, { en });
    const question = { text: "q", at: "", delivery: "sending", filters: null } as const;
    context.change({ type: "asked", key: "k", question });
    context.change({
      type: "streamed",
      key: "k",
      events: [start(), words("Hello."), told(metadata), finish],
    });
    await page.findByText("Hello.");
    const grounds = page.container.querySelector(".aw-grounds")?.textContent ?? "";
    expect(grounds).toBe(said);
    expect(page.container.innerHTML).not.toContain("acme-3");
  });
});

describe("what was understood as a limit", () => {
  const colour: Filter = {
    field: "attribute.Colour",
    op: "eq",
    value: "Beige",
    text: "Beige",
    id: "attribute.Colour@0-5",
    words: "cream",
    near: true,
  };
  const price: Filter = {
    field: "price",
    op: "lte",
    value: "80",
    text: "under £80",
    id: "price@13-21",
    words: "under 80",
  };
  it("is taken back by asking again with the others, as they came", async () => {
    const { context, actions, page } = show({}, { en });
    const say = vi.spyOn(actions, "say").mockResolvedValue();
    const question = {
      text: "cream jacket under 80",
      at: "",
      delivery: "sending",
      filters: null,
    } as const;
    context.change({ type: "asked", key: "k", question });
    const parts: StreamEvent[] = [
      { type: "data-filter", id: "f1", data: colour },
      { type: "data-filter", id: "f2", data: price },
    ];
    context.change({
      type: "streamed",
      key: "k",
      events: [start(), ...parts, words("Two."), finish],
    });
    fireEvent.click(await page.findByRole("button", { name: /cream → Beige/ }));
    expect(say).toHaveBeenCalledWith("cream jacket under 80", [price]);
  });
});

describe("a person", () => {
  const contact = { email: "a@b.example", phone: null, hours: null, url: null };
  it.each([
    ["offered where one can be reached", contact, 1],
    ["not offered without a contact", {}, 0],
    ["not offered with hours alone", { ...contact, email: "", hours: "9 to 5" }, 0],
  ])("is %s", (_, reach, times) => {
    const view = { session: { ...session, store: { ...store, contact: reach } } };
    const { page } = show(view, { en });
    expect(page.queryAllByRole("button", { name: "Talk to a person" })).toHaveLength(times);
  });
});
