/** The scripted shop's memory: sessions, conversations, turns that run on when nobody listens. */
import { randomUUID } from "node:crypto";
import { answerTo } from "./answers.mjs";

const sessions = new Map();
const turns = new Map();

export const sessionOf = (token) => sessions.get(token);

export function openSession() {
  const token = randomUUID();
  const session = { token, conversations: new Map(), byClientId: new Map() };
  sessions.set(token, session);
  return session;
}

export const turnOf = (id) => turns.get(id);

const now = () => new Date().toISOString();

export function beginTurn(session, { message, conversation_id, client_message_id, filters }) {
  const conversationId = conversation_id ?? randomUUID();
  const conversation = session.conversations.get(conversationId) ?? [];
  const { events, fault } = answerTo(message, filters);
  const turn = {
    id: randomUUID(),
    conversationId,
    question: message,
    filters: filters ?? null,
    userMessageId: randomUUID(),
    createdAt: now(),
    state: "running",
    sent: [],
    listeners: new Set(),
    fault,
  };
  session.conversations.set(conversationId, [...conversation, turn]);
  session.byClientId.set(client_message_id, turn);
  turns.set(turn.id, turn);
  void play(turn, events);
  return turn;
}

function emit(turn, event) {
  turn.sent.push(event);
  for (const listener of turn.listeners) listener(event);
}

export function endTurn(turn, state) {
  if (turn.state !== "running") return;
  turn.state = state;
  const last = { complete: "finish", stopped: "abort", failed: "error", interrupted: "cut" }[state];
  if (last !== "error") emit(turn, { type: last });
}

async function play(turn, events) {
  const { id, conversationId, userMessageId } = turn;
  const messageMetadata = { conversationId, turnId: id, userMessageId };
  emit(turn, { type: "start", messageId: id, messageMetadata });
  for (const [at, event] of events.entries()) {
    if (turn.state !== "running") return;
    if (turn.fault && at === Math.floor(events.length / 2)) {
      // A browser may drop what it has queued when the line is cut: let it read first.
      await new Promise((resolve) => setTimeout(resolve, 200));
      emit(turn, { type: "cut" });
      if (turn.fault === "dies") endTurn(turn, "interrupted");
    }
    if (event.type === "wait") await new Promise((resolve) => setTimeout(resolve, event.ms));
    else emit(turn, event);
    if (event.type === "error") return endTurn(turn, "failed");
  }
  endTurn(turn, "complete");
}

function partsOf(turn) {
  const text = turn.sent.map((event) => (event.type === "text-delta" ? event.delta : "")).join("");
  const kept = (event) => event.type.startsWith("data-") && event.type !== "data-status";
  const data = turn.sent
    .filter(kept)
    .filter(({ id, type }, at, all) => all.findIndex((e) => e.id === id && e.type === type) === at);
  const filters = data.filter(({ type }) => type === "data-filter");
  const others = data.filter(({ type }) => type !== "data-filter");
  return [...filters, ...(text ? [{ type: "text", text }] : []), ...others];
}

const metadataOf = (turn) =>
  turn.sent.find((event) => event.type === "message-metadata")?.messageMetadata ?? null;

/** As the real server does: an answer is stored when it is whole, until then the question has the state. */
export function messagesOf(conversation) {
  return conversation.flatMap((turn) => {
    const { id: turn_id, createdAt: created_at, state, question } = turn;
    const shared = { turn_id, created_at, state };
    const parts = [{ type: "text", text: question }];
    const asked = {
      ...shared,
      id: turn.userMessageId,
      role: "user",
      text: question,
      parts,
      metadata: {},
    };
    if (state !== "complete") return [asked];
    const answer = { id: turn_id, role: "assistant", text: "", parts: partsOf(turn) };
    return [asked, { ...shared, ...answer, metadata: metadataOf(turn) }];
  });
}
