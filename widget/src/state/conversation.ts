import type { DataPart, Filter, MessageState, Metadata, StreamEvent } from "../api/types";

export type TextPart = { type: "text"; id: string; text: string };
export type Part = TextPart | DataPart;

/** sending: on its way; sent: the server has it; queued: waits for the network; unreached: needs a press. */
export type Delivery = "sending" | "sent" | "queued" | "unreached";

export interface Question {
  text: string;
  at: string;
  delivery: Delivery;
  filters: Filter[] | null;
}

export interface Answer {
  state: MessageState;
  parts: Part[];
  metadata: Metadata;
  /** The line shown while there are no words yet. */
  status: string | null;
  /** What was looked through, kept above the answer. */
  checked: string | null;
}

/** One question and its answer. The key is the message's own name on this device. */
export interface Turn {
  key: string;
  id: string | null;
  question: Question;
  answer: Answer | null;
}

export interface Conversation {
  id: string | null;
  turns: Turn[];
}

export const EMPTY: Conversation = { id: null, turns: [] };

export type Change =
  | { type: "asked"; key: string; question: Question }
  | { type: "resent"; key: string }
  | { type: "delivery"; key: string; delivery: Delivery }
  | { type: "withdrawn"; key: string }
  | { type: "streamed"; key: string; events: StreamEvent[] }
  | { type: "ended"; key: string; state: MessageState }
  | { type: "restored"; id: string; turns: Turn[] }
  | { type: "detached" }
  | { type: "cleared" };

export const newAnswer = (): Answer => ({
  state: "running",
  parts: [],
  metadata: {},
  status: null,
  checked: null,
});

export const textOf = (answer: Answer) =>
  answer.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");

export const runningTurn = (conversation: Conversation) =>
  conversation.turns.find((turn) => turn.answer?.state === "running");
