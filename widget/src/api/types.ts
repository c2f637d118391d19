/** The server's shapes, as the chat page reads them. */

export interface Contact {
  email: string | null;
  phone: string | null;
  hours: string | null;
  url: string | null;
}

export interface Brand {
  light?: Record<string, string>;
  dark?: Record<string, string>;
}

export interface Store {
  name: string;
  slug: string;
  currency: string;
  language: string;
  mark: string | null;
  brand: Brand | null;
  greeting: string | null;
  suggestions: string[];
  privacy_url: string | null;
  contact: Contact | null;
}

export interface Session {
  token: string;
  expires_at: string;
  session_id: string;
  /** How many days a chat is kept. */
  retention_days: number;
  /** In characters. A session kept from before may lack it. */
  max_message_length?: number;
  store: Store;
  assistant: { name: string };
}

export interface Filter {
  field: string;
  op: string;
  value: string | string[];
  /** In the shopper's words: "under £300". */
  text: string;
  /** Names where in the question it was read; sent back as it came. */
  id?: string;
  /** The shopper's words that set it. */
  words?: string;
  /** The shop says it otherwise: "cream" became Beige. */
  near?: boolean;
}

export interface Citation {
  id: string;
  mark: number;
  quote: string;
  title: string;
  url: string | null;
  document_id: string;
  page: number | null;
  section: string[];
  start: number;
  end: number;
}

export interface CitedPassage extends Omit<Citation, "mark"> {
  document_version_id: string;
  /** Null once the document was deleted. */
  passage: { text: string; before: string; after: string } | null;
  as_of: string;
}

export interface Price {
  amount: string;
  currency: string;
  text: string;
}

export interface Picture {
  url: string;
  alt: string;
}

export interface ProductCard {
  id: string;
  handle: string;
  title: string;
  url: string | null;
  image: Picture | null;
  price: Price | null;
  price_from: boolean;
  compare_at: Price | null;
  in_stock: boolean | null;
  stock_text: string;
  stock_state: "in" | "low" | "out" | "unknown";
  reason: string;
  reason_tone: "good" | "plain" | "warn";
  as_of: string;
  was: { text: string } | null;
}

export interface ComparisonValue {
  text: string;
  note: string | null;
  best: boolean;
}

export interface Comparison {
  products: { id: string; title: string; url: string | null; image: Picture | null }[];
  rows: { label: string; values: ComparisonValue[]; citation_mark: number | null }[];
}

export interface Clarify {
  question: string;
  options: string[];
}

export interface Metadata {
  confidence?: number | null;
  reasons?: string[];
  abstained?: boolean;
  writer?: string;
  label?: string | null;
}

/** Pieces of an answer, in reading order. */
export type DataPart =
  | { type: "data-filter"; id: string; data: Filter }
  | { type: "data-citation"; id: string; data: Citation }
  | { type: "data-product"; id: string; data: ProductCard }
  | { type: "data-comparison"; id: string; data: Comparison }
  | { type: "data-suggestion"; id: string; data: { text: string } }
  | { type: "data-clarify"; id: string; data: Clarify }
  | { type: "data-person"; id: string; data: { contact: Contact } };

export type MessagePart = { type: "text"; text: string } | DataPart;

export type MessageState = "complete" | "running" | "stopped" | "interrupted" | "failed";

export interface Message {
  id: string;
  turn_id: string;
  role: "user" | "assistant";
  created_at: string;
  state: MessageState;
  text: string;
  parts: MessagePart[];
  metadata: Metadata | null;
}

export type StreamEvent =
  | {
      type: "start";
      messageId: string;
      messageMetadata: { conversationId: string; turnId: string; userMessageId: string };
    }
  | { type: "data-status"; id: string; data: { state: string; text: string } }
  | { type: "text-start"; id: string }
  | { type: "text-delta"; id: string; delta: string }
  | { type: "text-end"; id: string }
  | { type: "message-metadata"; messageMetadata: Metadata }
  | { type: "finish" }
  | { type: "abort" }
  | { type: "error"; errorText: string }
  | DataPart;
