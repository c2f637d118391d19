/** An answer that grows out of the events of its stream (the AI SDK's UI message stream). */
import type { components } from "../../api/schema";
import type { Answer, Part } from "./types";

export type StreamEvent = components["schemas"]["StreamEvent"];

export const EMPTY: Answer = {
  id: undefined,
  abstained: undefined,
  parts: [],
  status: undefined,
  checked: undefined,
  state: "growing",
  fault: undefined,
};

/** Return an answer with one more event. */
export function grown(answer: Answer, event: StreamEvent): Answer {
  switch (event.type) {
    case "message-metadata":
      return {
        ...answer,
        id: event.messageMetadata.messageId,
        abstained: event.messageMetadata.abstained,
      };
    case "data-status":
      return event.data.state === "checked"
        ? { ...answer, checked: event.data.text }
        : { ...answer, status: event.data.text };
    case "text-delta":
      return {
        ...answer,
        status: undefined,
        parts: appended(answer.parts, event.id, event.delta),
      };
    case "finish":
      return { ...answer, status: undefined, state: "whole" };
    case "abort":
      return { ...answer, status: undefined, state: "stopped" };
    case "error":
      return { ...answer, status: undefined, state: "failed", fault: event.errorText };
    case "start":
    case "text-start":
    case "text-end":
      return answer;
    default:
      return { ...answer, parts: put(answer.parts, event) };
  }
}

/** A paragraph goes on in its place, also behind the citations that came with its first sentences. */
function appended(parts: readonly Part[], id: string, delta: string): readonly Part[] {
  const at = parts.findLastIndex((one) => one.type === "text" && one.id === id);
  const begun = parts[at];
  if (begun?.type !== "text") return [...parts, { type: "text", id, text: delta }];
  return parts.with(at, { ...begun, text: begun.text + delta });
}

/** A part that is sent again under its name takes the place of the one before. */
function put(parts: readonly Part[], part: Part): readonly Part[] {
  const at = parts.findIndex((one) => one.type === part.type && one.id === part.id);
  return at < 0 ? [...parts, part] : parts.with(at, part);
}

/** Read the events of a stream as they come. */
export async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = stream.pipeThrough(new TextDecoderStream() as never).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop() as string;
    for (const block of blocks) {
      const data = dataOf(block);
      if (data && data !== "[DONE]") yield JSON.parse(data) as StreamEvent;
    }
  }
}

function dataOf(block: string): string {
  return block
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).trimStart())
    .join("\n");
}
