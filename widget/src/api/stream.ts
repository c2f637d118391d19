import { readSse } from "./sse";
import type { StreamEvent } from "./types";

/** The stream ended before it said so: the network cut it, the turn itself may still run. */
export class StreamCut extends Error {}

/** How far a turn's events were read: the number of the last one. A later stream goes on behind it. */
export interface Place {
  last: number;
}

const LAST = new Set(["finish", "error", "abort"]);

/** Whether an event ends its answer. */
export const isLast = ({ type }: StreamEvent): boolean => LAST.has(type);

function parse(data: string): StreamEvent {
  try {
    return JSON.parse(data) as StreamEvent;
  } catch (cause) {
    throw new StreamCut("The stream is not readable.", { cause });
  }
}

/**
 * The events of one answer, each once, behind `place`, which moves on with them. Ends after `[DONE]`;
 * throws StreamCut when that never came.
 */
export async function* readAnswer(
  body: ReadableStream<Uint8Array>,
  place: Place = { last: 0 },
): AsyncGenerator<StreamEvent> {
  let ended = false;
  for await (const { data, number } of readSse(body)) {
    if (data === "[DONE]") return;
    if (number > 0 && number <= place.last) continue;
    const event = parse(data);
    ended ||= isLast(event);
    place.last = Math.max(place.last, number);
    yield event;
  }
  if (!ended) throw new StreamCut("The stream ended in the middle.");
}
