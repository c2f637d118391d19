import { describe, expect, it } from "vitest";
import { SseParser } from "../../src/api/sse";
import { readAnswer, StreamCut } from "../../src/api/stream";
import type { StreamEvent } from "../../src/api/types";
import { seeded, start, words } from "./helpers";

const EVENTS: StreamEvent[] = [
  start(),
  words("For three wet days at 163 cm: **Stonechat** [1]. "),
  words("£129 · 42–47 cm · حقيبة · 雨 · 🎒"),
  { type: "finish" },
];

const encode = (text: string) => new TextEncoder().encode(text);

const wire = (events: StreamEvent[], newline = "\n") =>
  events.map(
    (event, at) => `id: ${at + 1}${newline}data: ${JSON.stringify(event)}${newline}${newline}`,
  );

function splitAnywhere(bytes: Uint8Array, random: () => number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(random() * 9);
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

const bodyOf = (pieces: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });

async function read(body: ReadableStream<Uint8Array>): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readAnswer(body)) events.push(event);
  return events;
}

describe("the answer stream", () => {
  it.each(["\n", "\r\n", "\r"])(
    "reads the same events however it is cut (newline %j)",
    async (newline) => {
      const text = `${wire(EVENTS, newline).join("")}data: [DONE]${newline}${newline}`;
      for (let seed = 1; seed <= 150; seed += 1) {
        const pieces = splitAnywhere(encode(text), seeded(seed));
        expect(await read(bodyOf(pieces)), `seed ${seed}`).toEqual(EVENTS);
      }
    },
  );

  it("reads nothing after [DONE]", async () => {
    const text = `${wire(EVENTS).join("")}data: [DONE]\n\ndata: {"type":"abort"}\n\n`;
    expect(await read(bodyOf([encode(text)]))).toEqual(EVENTS);
  });

  it.each(["finish", "abort", "error"] as const)("accepts an end by %s alone", async (type) => {
    const last = { type, errorText: "x" } as StreamEvent;
    expect(await read(bodyOf([encode(wire([start(), last]).join(""))]))).toHaveLength(2);
  });

  it("says so when the network cut it, after handing over what came", async () => {
    const seen: StreamEvent[] = [];
    const reading = (async () => {
      for await (const event of readAnswer(bodyOf([encode(wire(EVENTS.slice(0, 2)).join(""))]))) {
        seen.push(event);
      }
    })();
    await expect(reading).rejects.toBeInstanceOf(StreamCut);
    expect(seen).toEqual(EVENTS.slice(0, 2));
  });

  it("treats an unreadable event as a cut stream", async () => {
    await expect(read(bodyOf([encode("data: {half\n\n")]))).rejects.toBeInstanceOf(StreamCut);
  });
});

describe("server-sent events", () => {
  it("joins data lines, and skips comments and other fields", () => {
    const parser = new SseParser();
    expect(parser.push(encode(": ping\nevent: x\ndata: a\ndata:b\n\n\n"))).toEqual([
      { data: "a\nb", number: 0 },
    ]);
  });

  it("keeps an event back until its empty line has come", () => {
    const parser = new SseParser();
    expect(parser.push(encode("data: a\n"))).toEqual([]);
    expect(parser.push(encode("\n"))).toEqual([{ data: "a", number: 0 }]);
  });
});
