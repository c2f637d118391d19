import type { Version } from "../api/chat";
import type { DataPart, Filter, MessageState, Metadata, StreamEvent } from "../api/types";

export type TextPart = { type: "text"; id: string; text: string };
export type Part = TextPart | DataPart;

/** sending: on its way; sent: the server has it; queued: waits for the network; unreached: needs a press. */
export type Delivery = "sending" | "sent" | "queued" | "unreached";

interface Question {
  text: string;
  at: string;
  delivery: Delivery;
  filters: Filter[] | null;
  /** A photo went with it. */
  hasPhoto?: boolean;
  /** What the shop had to say about the message itself, such as a card number taken out of it. */
  notices?: string[];
}

export interface Answer {
  /** The server's name of the answer; unknown until its stream, or the conversation, tells it. */
  id: string | null;
  state: MessageState;
  parts: Part[];
  /** The parts are those of an earlier telling and give way to the first that comes. */
  isStale: boolean;
  metadata: Metadata;
  /** The line shown while there are no words yet. */
  status: string | null;
  /** What was looked through, kept above the answer. */
  checked: string | null;
}

/** All versions of a turn by their ids, the oldest first, and which of them is shown. */
export interface Versions {
  ids: string[];
  index: number;
}

/** One question and its answer. The key is the message's own name on this device. */
export interface Turn {
  key: string;
  id: string | null;
  /** Its place on the page: all versions of a turn are drawn in the same one. */
  row: string;
  question: Question;
  answer: Answer | null;
  versions: Versions | null;
  /** Until the server has begun it: what it is a version of, and the turn that comes back if it never does. */
  instead: { version: Version; turn: Turn } | null;
}

export interface Conversation {
  id: string | null;
  turns: Turn[];
}

export const EMPTY: Conversation = { id: null, turns: [] };

export type Change =
  | { type: "asked"; key: string; question: Question }
  | { type: "versioned"; key: string; newKey: string; version: Version; text: string }
  | { type: "resent"; key: string }
  | { type: "delivery"; key: string; delivery: Delivery }
  | { type: "withdrawn"; key: string }
  | { type: "streamed"; key: string; events: StreamEvent[] }
  | { type: "ended"; key: string; state: MessageState }
  | { type: "restored"; id: string; turns: Turn[] }
  | { type: "detached" }
  | { type: "cleared" };

export const newAnswer = (): Answer => ({
  id: null,
  state: "running",
  parts: [],
  isStale: false,
  metadata: {},
  status: null,
  checked: null,
});

export const textOf = (answer: Answer) =>
  answer.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n\n");

export const runningTurn = (conversation: Conversation) =>
  conversation.turns.find((turn) => turn.answer?.state === "running");
