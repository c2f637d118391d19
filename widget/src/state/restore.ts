import type { Message } from "../api/types";
import type { Answer, Part, Turn } from "./conversation";
import { newAnswer } from "./conversation";
import { isShown } from "./stream-events";
import { versionsOf } from "./versions";

function partsOf(message: Message): Part[] {
  return message.parts.flatMap((part, at): Part[] => {
    if (part.type === "text") return [{ type: "text", id: `t${at}`, text: part.text }];
    return isShown(part) ? [part] : [];
  });
}

function answerOf(message: Message): Answer {
  const { id, state, metadata } = message;
  return { ...newAnswer(), id, state, parts: partsOf(message), metadata: metadata ?? {} };
}

const noticesOf = (message: Message) =>
  message.parts.flatMap((part) => (part.type === "data-notice" ? [part.data.text] : []));

const hasPhoto = (message: Message) => message.parts.some((part) => part.type === "data-photo");

/** A turn that was stopped or broke has no answer of its own at the server: its message says so. */
const unwritten = ({ state }: Message): Answer | null =>
  state === "complete" ? null : { ...newAnswer(), state };

function questionOf(message: Message): Turn {
  const { created_at: at } = message;
  const text = message.role === "user" ? message.text : "";
  const notices = message.role === "user" ? noticesOf(message) : [];
  return {
    key: message.turn_id,
    id: message.turn_id,
    row: message.turn_id,
    question: { text, at, delivery: "sent", filters: null, notices, hasPhoto: hasPhoto(message) },
    answer: unwritten(message),
    versions: versionsOf(message),
    instead: null,
  };
}

/** The server's list of messages as turns. A turn without words yet gets a running answer. */
export function turnsOf(messages: Message[], runningTurn: string | null): Turn[] {
  const turns = new Map<string, Turn>();
  for (const message of messages) {
    const turn = turns.get(message.turn_id) ?? questionOf(message);
    const answer = message.role === "assistant" ? answerOf(message) : turn.answer;
    turns.set(message.turn_id, { ...turn, answer });
  }
  return [...turns.values()].map((turn) =>
    turn.id === runningTurn && !turn.answer ? { ...turn, answer: newAnswer() } : turn,
  );
}
