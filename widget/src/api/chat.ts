import type { Client } from "./client";
import { Unreachable } from "./problem";
import { type Place, readAnswer, StreamCut } from "./stream";
import type { CitedPassage, Filter, Message, MessagePage, StreamEvent } from "./types";

/** Another version of a turn: other words in its place, its words answered again, or its answer's rest. */
export interface Version {
  kind: "edit" | "regenerate" | "continue";
  turnId: string;
}

export interface Ask {
  message: string;
  conversation_id?: string;
  /** Names this message, so that sending it again stays one message. */
  client_message_id: string;
  filters?: Filter[];
  attachments?: Attachment[];
  /** The path of the shop's page that is being looked at. */
  page?: string;
  /** Names of what the page says lies in the basket. */
  basket?: string[];
  /** Sent where the chat must not be used to make answers better. */
  improve?: false;
}

/** A photo that was uploaded before. */
export interface Attachment {
  type: "photo";
  id: string;
}

export interface History {
  messages: Message[];
  runningTurn: string | null;
}

/** What a shopper thinks of an answer; reasons are codes that the server knows. */
export interface Opinion {
  rating: "up" | "down";
  reasons: string[];
  comment: string;
}

export interface ChatApi {
  ask(
    ask: Ask,
    signal: AbortSignal,
    place: Place,
    version?: Version | null,
  ): AsyncGenerator<StreamEvent>;
  /** What a conversation's running turn says behind `place`; nothing at all when none is running. */
  follow(conversationId: string, signal: AbortSignal, place: Place): AsyncGenerator<StreamEvent>;
  /** Uploads a photo that goes with a message; the server draws it anew once more. */
  upload(photo: Blob, signal: AbortSignal): Promise<Attachment>;
  stop(turnId: string): Promise<void>;
  history(conversationId: string): Promise<History>;
  /** Shows the path through a turn, which is one of several versions. */
  branch(conversationId: string, turnId: string): Promise<void>;
  /** Null takes an opinion back. */
  rate(messageId: string, opinion: Opinion | null): Promise<void>;
  citation(id: string): Promise<CitedPassage>;
  /** Deletes a conversation for everyone, at once. */
  remove(conversationId: string): Promise<void>;
  /** Whether what is said may be used to make answers better. */
  improve(conversationId: string, may: boolean): Promise<void>;
  /** Says who the shopper is, with a token that the shop's server signed. */
  identify(token: string): Promise<void>;
}

const JSON_BODY = { "content-type": "application/json" };

const sending = (method: string, body: unknown): RequestInit => ({
  method,
  headers: JSON_BODY,
  body: JSON.stringify(body),
});

/** Where a message goes. Only one with words of its own carries words. */
function addressed(ask: Ask, version: Version | null): { path: string; body: unknown } {
  if (!version) return { path: "/chat", body: ask };
  const { kind, turnId } = version;
  if (kind === "edit") return { path: "/chat", body: { ...ask, edits: turnId } };
  return {
    path: `/chat/${turnId}/${kind}`,
    body: { client_message_id: ask.client_message_id },
  };
}

async function* events(
  response: Response,
  signal: AbortSignal,
  place: Place,
): AsyncGenerator<StreamEvent> {
  if (!response.body) throw new Unreachable("The answer has no body.");
  try {
    yield* readAnswer(response.body, place);
  } catch (cause) {
    if (signal.aborted || cause instanceof StreamCut) throw cause;
    throw new StreamCut("The connection was lost.", { cause });
  }
}

export function createChatApi(client: Client): ChatApi {
  const accept = { accept: "text/event-stream" };

  async function* ask(said: Ask, signal: AbortSignal, place: Place, version?: Version | null) {
    const { path, body } = addressed(said, version ?? null);
    const init = sending("POST", body);
    const headers = { ...JSON_BODY, ...accept };
    yield* events(await client.call(path, { ...init, headers, signal }), signal, place);
  }

  async function* follow(conversationId: string, signal: AbortSignal, place: Place) {
    const headers = { ...accept, ...(place.last > 0 && { "last-event-id": String(place.last) }) };
    const response = await client.call(`/chat/${conversationId}/stream`, { headers, signal });
    if (response.status !== 204) yield* events(response, signal, place);
  }

  async function history(conversationId: string): Promise<History> {
    const messages: Message[] = [];
    let cursor = "";
    let page: MessagePage;
    do {
      page = await client.json(`/conversations/${conversationId}/messages?limit=100${cursor}`);
      messages.push(...page.items);
      cursor = `&cursor=${encodeURIComponent(page.next_cursor ?? "")}`;
    } while (page.next_cursor);
    return { messages, runningTurn: page.running_turn_id };
  }

  async function rate(messageId: string, opinion: Opinion | null): Promise<void> {
    const { comment, ...rest } = opinion ?? { comment: "" };
    const body = { ...rest, ...(comment && { comment }) };
    const init = opinion ? sending("POST", body) : { method: "DELETE" };
    const kept = await client.call(`/messages/${messageId}/feedback`, init);
    // An answer that nobody reads keeps its connection: it is not cached, so the browser waits for a reader.
    await kept.text();
  }

  async function upload(photo: Blob, signal: AbortSignal): Promise<Attachment> {
    const headers = { "content-type": photo.type };
    const response = await client.call("/photos", { method: "POST", headers, body: photo, signal });
    return { type: "photo", id: ((await response.json()) as { id: string }).id };
  }

  return {
    ask,
    upload,
    follow,
    history,
    rate,
    stop: async (turnId) => void (await client.call(`/chat/${turnId}/stop`, { method: "POST" })),
    branch: async (id, turnId) =>
      void (await client.call(`/conversations/${id}/branch`, sending("PUT", { turn_id: turnId }))),
    remove: async (id) => void (await client.call(`/conversations/${id}`, { method: "DELETE" })),
    improve: async (id, may) =>
      void (await client.call(`/conversations/${id}/choices`, sending("PUT", { improve: may }))),
    identify: async (token) =>
      void (await client.call("/sessions/identify", sending("POST", { token }))),
    citation: (id) => client.json(`/citations/${id}`),
  };
}
