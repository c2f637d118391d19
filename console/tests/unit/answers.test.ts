/** Answers: growing out of their stream, taken apart into pieces, and their steps on an axis. */
import { expect, it } from "vitest";
import { EMPTY, eventsOf, grown, type StreamEvent } from "../../src/features/answers/growing";
import { highlighted, piecesOf } from "../../src/features/answers/pieces";
import { span } from "../../src/features/answers/spans";
import { barsOf, totalOf } from "../../src/features/answers/waterfall";
import { clashesOf, paragraphsOf, unsent } from "../../src/features/assistant/merging";
import type { Settings } from "../../src/features/assistant/types";
import { filtersOf, keptOf, narrows, searchOf } from "../../src/features/conversations/filters";

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
    { type: "start", messageId: "m1", messageMetadata: {} },
    { type: "data-status", id: "s", data: { state: "find", text: "Looking" }, transient: true },
    { type: "text-delta", id: "t1", delta: "One" },
    citation("old"),
    { type: "text-delta", id: "t1", delta: " two" },
    citation("new"),
    { type: "finish" },
  ] as unknown as StreamEvent[];
  const answer = events.reduce(grown, EMPTY);
  expect(answer).toMatchObject({ id: "m1", state: "whole", status: undefined });
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

it("a saved view comes back as it was saved", () => {
  const filters = filtersOf({ q: "zips", rating: "down", trouble: "true", step: "find" });
  expect(filters).toEqual({ state: "open", q: "zips", rating: "down", trouble: "true" });
  expect(filtersOf(searchOf(keptOf(filters)))).toEqual(filters);
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
