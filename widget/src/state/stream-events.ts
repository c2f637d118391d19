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

function appendText(parts: Part[], id: string, delta: string): Part[] {
  const last = parts.at(-1);
  if (last?.type === "text" && last.id === id) {
    return [...parts.slice(0, -1), { ...last, text: last.text + delta }];
  }
  return [...parts, { type: "text", id, text: delta }];
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
