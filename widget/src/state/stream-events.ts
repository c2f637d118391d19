import type { DataPart, StreamEvent } from "../api/types";
import type { Answer, Part } from "./conversation";

const SHOWN = new Set([
  "data-filter",
  "data-relaxed",
  "data-fact",
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

/** How an answer ended that somebody or something ended early. */
const endedEarly = (reason: string | undefined) =>
  reason === "interrupted" ? "interrupted" : "stopped";

/** The first part that comes takes the place of what was told before. */
function fresh(answer: Answer, event: StreamEvent): Answer {
  const comes = isShown(event) || event.type === "text-delta" || event.type === "finish";
  return answer.isStale && comes ? { ...answer, parts: [], isStale: false } : answer;
}

/** What one event of the stream makes of an answer that is being written. */
export const applyEvent = (answer: Answer, event: StreamEvent): Answer =>
  apply(fresh(answer, event), event);

function apply(answer: Answer, event: StreamEvent): Answer {
  if (isShown(event)) return { ...answer, parts: putPart(answer.parts, event) };
  switch (event.type) {
    case "start":
      // A stream that is told from its beginning: nothing of it may stand there twice.
      return { ...answer, isStale: answer.parts.length > 0 };
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
    case "message-metadata": {
      const { messageId, ...metadata } = event.messageMetadata;
      return { ...answer, id: messageId, metadata: { ...answer.metadata, ...metadata } };
    }
    case "finish":
      return { ...answer, state: "complete", status: null };
    case "abort":
      return { ...answer, state: endedEarly(event.reason), status: null };
    case "error":
      return { ...answer, state: "failed", status: null };
    default:
      return answer;
  }
}
