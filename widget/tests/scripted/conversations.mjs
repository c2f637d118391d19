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

/** A turn that is another one's version hides it, and what was said behind it. */
function place(session, conversationId, versionOf) {
  const turns = session.conversations.get(conversationId) ?? [];
  const path = turns.filter((turn) => turn.isShown);
  if (!versionOf) return path.length;
  const depth = versionOf.depth;
  for (const turn of turns) if (turn.depth >= depth) turn.isShown = false;
  return depth;
}

/** What stands there already when an answer goes on. */
const begun = (about) => (about ? about.sent.filter(({ type }) => type.startsWith("text-")) : []);

const masked = (text) => text.replace(/\d{6}(?=\d{4}$)|account \d+/g, "account [removed]");

export function beginTurn(
  session,
  { message, conversation_id, client_message_id, filters },
  { of: versionOf = null, kind = "message" } = {},
) {
  const conversationId = conversation_id ?? randomUUID();
  const conversation = session.conversations.get(conversationId) ?? [];
  const isRest = kind === "continue";
  const times = conversation.filter((turn) => turn.depth === versionOf?.depth).length;
  const { events, fault, notice } = answerTo(message, filters, { isRest, times });
  const turn = {
    id: randomUUID(),
    messageId: randomUUID(),
    conversationId,
    depth: place(session, conversationId, versionOf),
    isShown: true,
    notice,
    question: notice ? masked(message) : message,
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
  void play(turn, [...(isRest ? begun(versionOf) : []), ...events]);
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

/** Shows the path through a turn again. */
export function showBranch(session, turn) {
  const all = session.conversations.get(turn.conversationId) ?? [];
  for (const one of all) if (one.depth >= turn.depth) one.isShown = one === turn;
}

/** What is told with an answer names the message that it is kept as. */
const named = ({ messageId }, event) =>
  event.type === "message-metadata"
    ? { ...event, messageMetadata: { ...event.messageMetadata, messageId } }
    : event;

async function play(turn, events) {
  const { id, conversationId, userMessageId } = turn;
  const messageMetadata = { conversationId, turnId: id, userMessageId };
  emit(turn, { type: "start", messageId: id, messageMetadata });
  if (turn.notice) emit(turn, turn.notice);
  for (const [at, event] of events.entries()) {
    if (turn.state !== "running") return;
    if (turn.fault && at === Math.floor(events.length / 2)) {
      // A browser may drop what it has queued when the line is cut: let it read first.
      await new Promise((resolve) => setTimeout(resolve, 200));
      emit(turn, { type: "cut" });
      if (turn.fault === "dies") endTurn(turn, "interrupted");
    }
    if (event.type === "wait") await new Promise((resolve) => setTimeout(resolve, event.ms));
    else emit(turn, named(turn, event));
    if (event.type === "error") return endTurn(turn, "failed");
  }
  endTurn(turn, "complete");
}

function partsOf(turn) {
  const text = turn.sent.map((event) => (event.type === "text-delta" ? event.delta : "")).join("");
  const isAside = ({ type }) => type === "data-status" || type === "data-notice";
  const kept = (event) => event.type.startsWith("data-") && !isAside(event);
  const data = turn.sent
    .filter(kept)
    .filter(({ id, type }, at, all) => all.findIndex((e) => e.id === id && e.type === type) === at);
  const filters = data.filter(({ type }) => type === "data-filter");
  const others = data.filter(({ type }) => type !== "data-filter");
  return [...filters, ...(text ? [{ type: "text", text }] : []), ...others];
}

const metadataOf = (turn) =>
  turn.sent.find((event) => event.type === "message-metadata")?.messageMetadata ?? null;

const siblingsOf = (turn, conversation) => {
  const ids = conversation.filter(({ depth }) => depth === turn.depth).map(({ id }) => id);
  return { index: ids.indexOf(turn.id), count: ids.length, ids };
};

/** As the real server does: what was shown of an answer is stored when it ends, however it ends. */
export function messagesOf(conversation) {
  const path = conversation.filter((turn) => turn.isShown);
  return path.flatMap((turn) => {
    const { id: turn_id, createdAt: created_at, state, question } = turn;
    const shared = { turn_id, created_at, state, siblings: siblingsOf(turn, conversation) };
    const parts = [{ type: "text", text: question }, ...(turn.notice ? [turn.notice] : [])];
    const asked = {
      ...shared,
      id: turn.userMessageId,
      role: "user",
      text: question,
      parts,
      metadata: {},
    };
    const shown = partsOf(turn);
    if (state === "running" || (state !== "complete" && shown.length === 0)) return [asked];
    const answer = { id: turn.messageId, role: "assistant", text: "", parts: shown };
    return [asked, { ...shared, ...answer, metadata: metadataOf(turn) ?? {} }];
  });
}
