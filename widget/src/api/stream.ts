import { readSse } from "./sse";
import type { StreamEvent } from "./types";

/** The stream ended before it said so: the network cut it, the turn itself may still run. */
export class StreamCut extends Error {}

const LAST = new Set(["finish", "error", "abort"]);

function parse(data: string): StreamEvent {
  try {
    return JSON.parse(data) as StreamEvent;
  } catch (cause) {
    throw new StreamCut("The stream is not readable.", { cause });
  }
}

/** The events of one answer. Ends after `[DONE]`; throws StreamCut when that never came. */
export async function* readAnswer(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let ended = false;
  for await (const data of readSse(body)) {
    if (data === "[DONE]") return;
    const event = parse(data);
    ended ||= LAST.has(event.type);
    yield event;
  }
  if (!ended) throw new StreamCut("The stream ended in the middle.");
}
