/** Answers: growing out of their stream, taken apart into pieces, and their steps on an axis. */
import { expect, it } from "vitest";
import { differencesOf } from "../../src/features/answers/comparing";
import { EMPTY, eventsOf, grown, type StreamEvent } from "../../src/features/answers/growing";
import { highlighted, marked, namesOf, piecesOf, plain } from "../../src/features/answers/pieces";
import { scale, span } from "../../src/features/answers/spans";
import { barsOf, totalOf } from "../../src/features/answers/waterfall";
import { clashesOf, paragraphsOf, unsent } from "../../src/features/assistant/merging";
import { situationIn } from "../../src/features/assistant/trying";
import type { Settings } from "../../src/features/assistant/types";
import { inserted, piecesOf as variablesIn } from "../../src/features/assistant/variables";
import { feedbackFiltersOf, sectionOf } from "../../src/features/conversations/feedbackFilters";
import {
  askedOf,
  filtersOf,
  keptOf,
  narrows,
  searchOf,
} from "../../src/features/conversations/filters";

it("marks lead somewhere only where something is quoted for them", () => {
  expect(piecesOf("A **bold** word [1], and [7].", new Set([1]))).toEqual([
    { kind: "text", text: "A " },
    { kind: "strong", text: "bold" },
    { kind: "text", text: " word " },
    { kind: "mark", mark: 1, text: "1" },
    { kind: "text", text: ", and [7]." },
  ]);
});

it("words that were looked for are every second piece, whatever they hold", () => {
  expect(highlighted("A (tent) and a TENT", ["tent"])).toEqual([
    "A (",
    "tent",
    ") and a ",
    "TENT",
    "",
  ]);
  expect(highlighted("1+1", ["1+1"])).toEqual(["", "1+1", ""]);
  expect(highlighted("as it is", ["a", ""])).toEqual(["as it is"]);
});

it("a paragraph goes on in its place behind a citation, and a part sent again takes its place", () => {
  const citation = (quote: string) => ({ type: "data-citation", id: "c1", data: { quote } });
  const events = [
    { type: "start", messageId: "turn", messageMetadata: {} },
    { type: "data-status", id: "s", data: { state: "find", text: "Looking" }, transient: true },
    { type: "text-delta", id: "t1", delta: "One" },
    citation("old"),
    { type: "text-delta", id: "t1", delta: " two" },
    citation("new"),
    { type: "message-metadata", messageMetadata: { messageId: "m1", abstained: false } },
    { type: "finish" },
  ] as unknown as StreamEvent[];
  const answer = events.reduce(grown, EMPTY);
  expect(answer).toMatchObject({ id: "m1", abstained: false, state: "whole", status: undefined });
  expect(answer.parts).toMatchObject([{ text: "One two" }, { data: { quote: "new" } }]);
});

it("events are read whole however the network cuts them", async () => {
  const bytes = new TextEncoder().encode('data: {"type":"finish"}\n\ndata: [DONE]\n\n');
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const found = [];
  for await (const event of eventsOf(stream)) found.push(event);
  expect(found).toEqual([{ type: "finish" }]);
});

it("steps stand in the order of time, within the whole", () => {
  const trace = {
    timing: { total_ms: 100, first_ms: 40 },
    steps: [
      { name: "write", start_ms: 50, ms: 70 },
      { name: "find", start_ms: 10, ms: 40 },
    ],
  };
  expect(totalOf(trace)).toBe(120);
  const bars = barsOf(trace);
  expect(bars.map((one) => one.name)).toEqual(["find", "write"]);
  expect(bars.map((one) => one.evidence)).toEqual([true, false]);
  for (const bar of bars) expect(bar.from + bar.length).toBeLessThanOrEqual(1);
});

it("short times are milliseconds", () => {
  expect(span("en", 70.4)).toBe("70 ms");
  expect(span("en", 1840)).toBe("1.8s");
});

it("an axis says its unit once, at its end", () => {
  expect(scale("en", 1840)).toEqual(["0", "0.46", "0.92", "1.38", "1.8s"]);
  expect(scale("en", 90)).toEqual(["0", "22.5", "45", "67.5", "90 ms"]);
  expect(scale("en", 180_000)).toEqual(["0", "0.75", "1.5", "2.25", "3m"]);
  expect(scale("de", 2)).toEqual(["0", "0,5", "1", "1,5", "2 ms"]);
});

it("a saved view comes back as it was saved", () => {
  const filters = filtersOf({ q: "zips", rating: "down", trouble: "true", step: "find" });
  expect(filters).toEqual({ state: "open", q: "zips", rating: "down", trouble: "true" });
  expect(filtersOf(searchOf(keptOf(filters)))).toEqual(filters);
  const photos = filtersOf({ photo: "true", trouble: "false" });
  expect(keptOf(photos)).toEqual({ state: "open", photo: true, trouble: false });
  expect(filtersOf(searchOf(keptOf(photos)))).toEqual(photos);
  const all = filtersOf({ state: "all" });
  expect(filtersOf(searchOf(keptOf(all)))).toEqual(all);
  expect([narrows(filtersOf({})), narrows(all), narrows(filtersOf({ q: "a" }))]).toEqual([
    false,
    true,
    false,
  ]);
});

it("only settings that both changed clash, and what was typed while sending is not lost", () => {
  const base = { words: "a", tone: "plain", languages: ["en"] } as unknown as Settings;
  const theirs = { ...base, words: "b", languages: ["de"] };
  expect(clashesOf(base, theirs, { words: "c", tone: "formal" })).toEqual(["words"]);
  expect(clashesOf(base, theirs, { words: "b", languages: ["de"] })).toEqual([]);
  expect(unsent({ words: "cd", tone: "plain" }, { words: "c", tone: "plain" })).toEqual({
    words: "cd",
  });
  expect(paragraphsOf("a\n\nb", "b")).toMatchObject([{ changed: true }, { changed: false }]);
});

it("places are marked by code points, and one that cannot be is left out", () => {
  expect(marked("A 🏕️ tent", [[5, 9]])).toEqual(["A 🏕️ ", "tent", ""]);
  expect(marked("tent", [[2, 9]])).toEqual(["tent"]);
});

it("what two answers differ in is named one by one", () => {
  const cited = (title: string) => ({ type: "data-citation", id: title, data: { title } });
  const said = (text: string, ...more: object[]) =>
    ({ ...EMPTY, parts: [{ type: "text", id: "t", text }, ...more] }) as typeof EMPTY;
  expect(differencesOf(said("Within 60 days [1]."), said("Within 60 days [2]!"))).toEqual([]);
  const mine = { ...said("Within 60 days", cited("Returns")), abstained: false };
  const theirs = { ...said("Nothing found", cited("Delivery")), abstained: true };
  expect(differencesOf(mine, theirs)).toEqual([
    { kind: "outcome", name: "outcome", found: true },
    { kind: "count", name: "words", mine: 3, theirs: 2 },
    { kind: "count", name: "length", mine: 3, theirs: 2 },
    { kind: "list", name: "sources", gained: ["Returns"], lost: ["Delivery"] },
  ]);
});

it("steps of one name are told apart in the address", () => {
  const step = (name: string, start_ms: number) => ({ name, start_ms, ms: 1, error: null });
  const steps = [step("find", 0), step("write", 2), step("find", 1)];
  const bars = barsOf({ steps, timing: {} } as unknown as Parameters<typeof barsOf>[0]);
  expect(bars.map((one) => one.key)).toEqual(["find", "find.2", "write"]);
});

it("variables are told from words, and one is put in where the caret stands", () => {
  const text = "Speak for {store}.";
  expect(variablesIn(text).map((one) => one.name)).toEqual([undefined, "store", undefined]);
  expect(
    variablesIn(text)
      .map((one) => one.text)
      .join(""),
  ).toBe(text);
  expect(inserted("Hello !", "store", 6, 6)).toEqual({ text: "Hello {store}!", caret: 13 });
});

it("a made-up shopper is read out of the address, and a period becomes a moment", () => {
  expect(situationIn({ as_page: " /tents ", as_signed_in: "yes", as_basket: "a,,b" })).toEqual({
    page: "/tents",
    signed_in: true,
    basket: ["a", "b"],
  });
  expect(situationIn({})).toEqual({});
  const now = Date.parse("2026-11-21T10:30:00Z");
  expect(askedOf({ q: "tent", period: "7" }, now)).toEqual({
    q: "tent",
    since: "2026-11-14T10:00:00.000Z",
  });
  expect(askedOf({ state: "open" }, now)).toEqual({ state: "open" });
});

it("feedback is shown open unless the address says otherwise, and its reasons lead somewhere", () => {
  expect(feedbackFiltersOf({})).toEqual({ state: "open" });
  expect(feedbackFiltersOf({ state: "all", rating: "down", x: "y" })).toEqual({ rating: "down" });
  expect(sectionOf(["other", "too_long"])).toBe("instructions");
  expect(sectionOf(["wrong"])).toBeUndefined();
});

it("an answer in a line of a list is words alone", () => {
  expect(plain("The **Fell 30** is £139 [1] [2].\nWash it cool [3]")).toBe(
    "The Fell 30 is £139.\nWash it cool",
  );
});

it("fields that say the merchant's words are named once each, attributes by their own names", () => {
  const fields = ["title", "attributes.Weight", "variants.1.title", "variants.2.title"];
  expect(namesOf(fields, (name) => `<${name}>`)).toEqual(["<title>", "Weight", "<variants>"]);
});
