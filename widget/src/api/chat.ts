import type { Client } from "./client";
import { Unreachable } from "./problem";
import { readAnswer, StreamCut } from "./stream";
import type { CitedPassage, Filter, Message, StreamEvent } from "./types";

export interface Ask {
  message: string;
  conversation_id?: string;
  /** Names this message, so that sending it again stays one message. */
  client_message_id: string;
  filters?: Filter[];
}

export interface History {
  messages: Message[];
  runningTurn: string | null;
}

export interface ChatApi {
  ask(ask: Ask, signal: AbortSignal): AsyncGenerator<StreamEvent>;
  stop(turnId: string): Promise<void>;
  history(conversationId: string): Promise<History>;
  citation(id: string): Promise<CitedPassage>;
}

interface HistoryPage {
  items: Message[];
  next_cursor: string | null;
  running_turn_id: string | null;
}

export function createChatApi(client: Client): ChatApi {
  async function* ask(body: Ask, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const response = await client.call("/chat", {
      method: "POST",
      headers: { accept: "text/event-stream", "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.body) throw new Unreachable("The answer has no body.");
    try {
      yield* readAnswer(response.body);
    } catch (cause) {
      if (signal.aborted || cause instanceof StreamCut) throw cause;
      throw new StreamCut("The connection was lost.", { cause });
    }
  }

  async function history(conversationId: string): Promise<History> {
    const messages: Message[] = [];
    let cursor = "";
    let page: HistoryPage;
    do {
      page = await client.json(`/conversations/${conversationId}/messages?limit=100${cursor}`);
      messages.push(...page.items);
      cursor = `&cursor=${encodeURIComponent(page.next_cursor ?? "")}`;
    } while (page.next_cursor);
    return { messages, runningTurn: page.running_turn_id };
  }

  return {
    ask,
    history,
    stop: async (turnId) => void (await client.call(`/chat/${turnId}/stop`, { method: "POST" })),
    citation: (id) => client.json(`/citations/${id}`),
  };
}
