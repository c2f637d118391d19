import { createAnnouncer } from "../../src/a11y/announcer";
import type { Ask, ChatApi, History, Opinion, Version } from "../../src/api/chat";
import type { Citation, Message, MessageState, StreamEvent } from "../../src/api/types";
import { createContext, type Parts } from "../../src/chat/context";
import { createWording } from "../../src/i18n";
import { createDrafts } from "../../src/state/draft";
import { createOutbox } from "../../src/state/outbox";
import { memoryStorage, pageStore } from "../../src/state/storage";

/** The same numbers in every run, so that a failing split can be looked at again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

export const start = (turnId = "t1", conversationId = "c1"): StreamEvent => ({
  type: "start",
  messageId: turnId,
  messageMetadata: { conversationId, turnId, userMessageId: `u-${turnId}` },
});

export const words = (delta: string, id = "1"): StreamEvent => ({ type: "text-delta", id, delta });
export const finish: StreamEvent = { type: "finish" };

export const citation = (mark: number): Citation => ({
  id: `c${mark}`,
  mark,
  quote: "Taped seams keep rain out.",
  title: "Rain ratings",
  url: "https://shop.example/rain",
  document_id: "d1",
  page: null,
  section: [],
  start: 0,
  end: 26,
  as_of: null,
});

export function stored(turnId: string, state: MessageState, text: string): Message[] {
  const shared = { turn_id: turnId, created_at: "2026-03-02T09:15:00Z", metadata: {} };
  return [
    { ...shared, id: `u-${turnId}`, role: "user", state: "complete", text: "Rain?", parts: [] },
    { ...shared, id: turnId, role: "assistant", state, text, parts: [{ type: "text", text }] },
  ];
}

type Play = (ask: Ask, signal: AbortSignal) => AsyncGenerator<StreamEvent>;

/** The server, played by the test: one function per message, and what the history holds. */
export function fakeApi() {
  const asked: Ask[] = [];
  const versions: (Version | null)[] = [];
  const branches: string[] = [];
  const rated: [string, Opinion | null][] = [];
  const follows: { last: number; play: Play }[] = [];
  const followed: number[] = [];
  const uploads: Blob[] = [];
  const stopped: string[] = [];
  const removed: string[] = [];
  const choices: [string, boolean][] = [];
  const identified: string[] = [];
  let refusal: Error | null = null;
  const refuse = (error: Error) => {
    refusal = error;
  };
  const plays: Play[] = [];
  const histories: (History | Error)[] = [];
  const api: ChatApi = {
    ask(body, signal, _place, version = null) {
      asked.push(body);
      versions.push(version);
      const play = plays.shift();
      if (!play) throw new Error("The test has no answer to this message.");
      return play(body, signal);
    },
    async *follow(_id, signal, place) {
      followed.push(place.last);
      const next = follows.shift();
      if (!next) return;
      place.last = next.last;
      yield* next.play({ message: "", client_message_id: "" }, signal);
    },
    upload: async (photo) => ({ type: "photo", id: `p${uploads.push(photo)}` }),
    branch: async (_id, turnId) => void branches.push(turnId),
    rate: async (messageId, opinion) => void rated.push([messageId, opinion]),
    stop: async (turnId) => void stopped.push(turnId),
    history: async () => {
      const next = histories.length > 1 ? histories.shift() : histories[0];
      if (!next || next instanceof Error) throw next ?? new Error("The test has no history.");
      return next;
    },
    remove: async (id) => {
      if (refusal) throw refusal;
      removed.push(id);
    },
    improve: async (id, may) => void choices.push([id, may]),
    identify: async (token) => void identified.push(token),
    citation: async () => Promise.reject(new Error("The test has no passage.")),
  };
  const told = { removed, choices, identified, refuse };
  return {
    api,
    asked,
    versions,
    branches,
    rated,
    follows,
    followed,
    uploads,
    stopped,
    plays,
    histories,
    ...told,
  };
}

export const plays = (...events: StreamEvent[]): Play =>
  async function* () {
    yield* events;
  };

export const fails = (error: Error, ...before: StreamEvent[]): Play =>
  async function* () {
    yield* before;
    throw error;
  };

export function setUp(more: Partial<Parts> = {}) {
  const server = fakeApi();
  const store = pageStore("demo", memoryStorage());
  const announcer = createAnnouncer(createWording("en"));
  const context = createContext({
    api: server.api,
    store,
    drafts: createDrafts(store),
    outbox: createOutbox(store),
    announcer,
    ...more,
  });
  return { server, store, context, announcer, view: () => context.view.get() };
}
