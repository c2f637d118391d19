import type { DataPart, StreamEvent } from "../api/types";
import type { Answer, Part } from "./conversation";

const SHOWN = new Set([
  "data-filter",
  "data-citation",
  "data-product",
  "data-comparison",
  "data-suggestion",
  "data-clarify",
  "data-person",
]);

export const isShown = (event: { type: string }): event is DataPart => SHOWN.has(event.type);

/** A text goes on in its place, also behind the citations that came with its first sentences. */
function appendText(parts: Part[], id: string, delta: string): Part[] {
  const at = parts.findLastIndex((part) => part.type === "text" && part.id === id);
  const begun = parts[at];
  if (begun?.type !== "text") return [...parts, { type: "text", id, text: delta }];
  return parts.with(at, { ...begun, text: begun.text + delta });
}

/** A part sent again under its name replaces the one before it, in its place. */
function putPart(parts: Part[], part: DataPart): Part[] {
  const at = parts.findIndex((other) => other.type === part.type && other.id === part.id);
  return at < 0 ? [...parts, part] : parts.with(at, part);
}

/** What one event of the stream makes of an answer that is being written. */
export function applyEvent(answer: Answer, event: StreamEvent): Answer {
  if (isShown(event)) return { ...answer, parts: putPart(answer.parts, event) };
  switch (event.type) {
    case "text-delta":
      return {
        ...answer,
        status: null,
        parts: appendText(answer.parts, event.id, event.delta),
      };
    case "data-status":
      return event.data.state === "checked"
        ? { ...answer, checked: event.data.text }
        : { ...answer, status: event.data.text };
    case "message-metadata":
      return { ...answer, metadata: { ...answer.metadata, ...event.messageMetadata } };
    case "finish":
      return { ...answer, state: "complete", status: null };
    case "abort":
      return { ...answer, state: "stopped", status: null };
    case "error":
      return { ...answer, state: "failed", status: null };
    default:
      return answer;
  }
}
