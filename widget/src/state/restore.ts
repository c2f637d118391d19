import type { Message } from "../api/types";
import type { Answer, Conversation, Part, Turn } from "./conversation";
import { newAnswer } from "./conversation";
import { isShown } from "./stream-events";

function partsOf(message: Message): Part[] {
  return message.parts.flatMap((part, at): Part[] => {
    if (part.type === "text") return [{ type: "text", id: `t${at}`, text: part.text }];
    return isShown(part) ? [part] : [];
  });
}

function answerOf(message: Message): Answer {
  const { state, metadata } = message;
  return { ...newAnswer(), state, parts: partsOf(message), metadata: metadata ?? {} };
}

/** A turn that was stopped or broke has no answer of its own at the server: its message says so. */
const unwritten = ({ state }: Message): Answer | null =>
  state === "complete" ? null : { ...newAnswer(), state };

function questionOf(message: Message): Turn {
  const { created_at: at } = message;
  const text = message.role === "user" ? message.text : "";
  return {
    key: message.turn_id,
    id: message.turn_id,
    question: { text, at, delivery: "sent", filters: null },
    answer: unwritten(message),
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

const lengthOf = (answer: Answer) =>
  answer.parts.reduce((sum, part) => sum + (part.type === "text" ? part.text.length : 1), 0);

/** How a turn stands when both sides were asked. A stop holds before the server has heard of it. */
const stateOf = (mine: Answer, theirs: Answer) =>
  mine.state === "stopped" && theirs.state === "running" ? mine.state : theirs.state;

/** Words already on the screen are never taken back by a server that has written down fewer. */
function keepSeen(mine: Turn, theirs: Turn): Turn {
  const [seen, told] = [mine.answer, theirs.answer];
  if (!seen || !told || told.state === "complete" || lengthOf(seen) < lengthOf(told)) {
    return { ...theirs, key: mine.key };
  }
  const state = stateOf(seen, told);
  return state === seen.state ? mine : { ...mine, answer: { ...seen, state, status: null } };
}

/** What the server has not got: turns of a conversation that ran out, and those not sent yet. */
function unknownTo(theirs: Set<string | null>, turns: Turn[]): { before: Turn[]; after: Turn[] } {
  const shared = turns.findIndex((turn) => theirs.has(turn.id));
  const isBefore = (turn: Turn, at: number) => (shared < 0 ? turn.id !== null : at < shared);
  return {
    before: turns.filter(isBefore),
    after: turns.filter((turn, at) => !isBefore(turn, at) && !theirs.has(turn.id)),
  };
}

/** The server's turns, under the keys this page drew them with, among what only this page knows. */
export function merge(conversation: Conversation, id: string, turns: Turn[]): Conversation {
  const mine = new Map(conversation.turns.map((turn) => [turn.id, turn]));
  const { before, after } = unknownTo(new Set(turns.map((turn) => turn.id)), conversation.turns);
  const known = turns.map((turn) => {
    const seen = mine.get(turn.id);
    return seen ? keepSeen(seen, turn) : turn;
  });
  return { id, turns: [...before, ...known, ...after] };
}
