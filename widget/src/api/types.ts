// Written by scripts/widget_types.py from the server's OpenAPI document; `npm run types` writes it anew.

/** What the assistant is called. */
export interface AssistantLook {
  name: string;
}

/** A whole answer. */
export interface ChatReply {
  conversation_id: string;
  turn_id: string;
  message: Message;
}

/** Words quoted from a document, and where they stand. */
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
  as_of: string | null;
}

/** A mark in the text, with what it quotes. */
export interface CitationPart {
  type: "data-citation";
  id: string;
  data: Citation;
}

/** Another document in which the cited passage stands word for word, as when two sources bring the same page. */
export interface CitedBeside {
  document_id: string;
  title: string;
  url: string | null;
}

/** An opened citation: the words of the document's version that the answer used, whatever became of it since. */
export interface CitedPassage {
  id: string;
  quote: string;
  title: string;
  url: string | null;
  document_id: string;
  document_version_id: string;
  page: number | null;
  section: string[];
  start: number;
  end: number;
  passage: Passage;
  as_of: string;
  also: CitedBeside[];
}

/** A question back. */
export interface Clarify {
  question: string;
  options: string[];
}

/** A question back. */
export interface ClarifyPart {
  type: "data-clarify";
  id: string;
  data: Clarify;
}

/** A column of a comparison. */
export interface ComparedProduct {
  id: string;
  title: string;
  url: string | null;
  image: Picture | null;
}

/** Products side by side. */
export interface Comparison {
  products: ComparedProduct[];
  rows: ComparisonLine[];
}

/** A row of a comparison, a value for each product. */
export interface ComparisonLine {
  label: string;
  values: ComparisonValue[];
  citation_mark: number | null;
}

/** A table. */
export interface ComparisonPart {
  type: "data-comparison";
  id: string;
  data: Comparison;
}

/** What one product says in a row. */
export interface ComparisonValue {
  text: string;
  note: string | null;
  best: boolean;
}

/** How a shopper reaches a person of the store. */
export interface Contact {
  email?: string | null;
  phone?: string | null;
  hours?: string | null;
  url?: string | null;
}

/** What a page that kept its token asks for when it is opened again: the store may look different by now. */
export interface CurrentSession {
  session_id: string | null;
  shopper: ShopperShown | null;
  retention_days: number;
  max_message_length: number;
  store: StoreLook;
  assistant: AssistantLook;
}

/** A piece of an answer that is not text. */
export type DataPart =
  | FilterPart
  | RelaxedPart
  | CitationPart
  | FactPart
  | ProductPart
  | ComparisonPart
  | SuggestionPart
  | ClarifyPart
  | PersonPart
  | NoticePart;

/** That the shopper was told that a machine answers: when, in which version of the words, in which language. */
export interface Disclosure {
  at: string;
  version: string;
  language: string;
}

/** The answer is whole, or was stopped. reason: its process ended before it. */
export interface Ended {
  type: "finish" | "abort";
  reason?: "interrupted" | "";
}

/** The answer stopped halfway. */
export interface ErrorEvent {
  type: "error";
  errorText: string;
}

/** A price or stock inside a sentence, as it is now. */
export interface FactNow {
  product_id: string;
  variant_id: string | null;
  fact: string;
  text: string;
  as_of: string | null;
}

/** A price or stock that the text says. */
export interface FactPart {
  type: "data-fact";
  id: string;
  data: FactNow;
}

/** A limit that was read out of the shopper's words; sent back as it came, it holds again. */
export interface Filter {
  field: string;
  op: FilterOp;
  value: string | string[];
  text: string;
  id?: string;
  words?: string;
  start?: number;
  end?: number;
  near?: boolean;
  only?: boolean;
  synonym?: string;
}

/** How the values of a filter are compared. */
export type FilterOp = "eq" | "in" | "not" | "lte" | "lt" | "gte" | "between";

/** A limit that was read. */
export interface FilterPart {
  type: "data-filter";
  id: string;
  data: Filter;
}

/** A message of a conversation. */
export interface Message {
  id: string;
  turn_id: string;
  role: "user" | "assistant";
  created_at: string;
  state: TurnState;
  text: string;
  parts: MessagePart[];
  metadata: Metadata;
  siblings?: Siblings | null;
}

/** Messages, the oldest first. */
export interface MessagePage {
  items: Message[];
  next_cursor: string | null;
  running_turn_id: string | null;
  disclosure: Disclosure;
}

/** A piece of a message, in reading order. */
export type MessagePart = TextPart | PhotoPart | DataPart;

/** How sure an answer is and who wrote it; nothing is said of a shopper's message. */
export interface Metadata {
  confidence?: number | null;
  reasons?: string[];
  abstained?: boolean;
  writer?: string;
  label?: string | null;
  release?: number;
  usage?: Usage[];
  broken_off?: boolean;
  quoted_because?: string | null;
}

/** How sure the answer is. */
export interface MetadataEvent {
  type: "message-metadata";
  messageMetadata: StreamedMetadata;
}

/** A shopper's token; keep it in the page's own storage. */
export interface NewSession {
  token: string;
  session_id: string;
  expires_at: string;
  retention_days: number;
  max_message_length: number;
  store: StoreLook;
  assistant: AssistantLook;
}

/** Something that the shopper must know beside the answer. */
export interface Notice {
  code: "card_number_masked";
  text: string;
}

/** Something that the shopper must know. */
export interface NoticePart {
  type: "data-notice";
  id: string;
  data: Notice;
}

/** Quoted words' surroundings. */
export interface Passage {
  text: string;
  before: string;
  after: string;
}

/** How to reach a person of the store. */
export interface Person {
  contact: Contact;
}

/** An offer to reach a person. */
export interface PersonPart {
  type: "data-person";
  id: string;
  data: Person;
}

/** A photo that came with a shopper's message. */
export interface PhotoPart {
  type: "data-photo";
  id: string;
  data: SentPhoto;
}

/** A product's picture. */
export interface Picture {
  url: string;
  alt: string;
}

/** An amount, for programs and as people read it. */
export interface Price {
  amount: string;
  currency: string;
  text: string;
}

/** A product that answers, with price and stock as they are now. */
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
  was: Was | null;
}

/** A product card. */
export interface ProductPart {
  type: "data-product";
  id: string;
  data: ProductCard;
}

/** How it was proven, which says what was: a shop's signature names a customer, a code an address alone. */
export type Proof = "signed" | "email_code";

/** A limit that gave way because nothing met them all. */
export interface Relaxed {
  step: string;
  filter: Filter;
  instead: Filter | null;
  found: number;
  text: string;
}

/** A limit that gave way. */
export interface RelaxedPart {
  type: "data-relaxed";
  id: string;
  data: Relaxed;
}

/** A photo, which GET /photos/{id} shows. */
export interface SentPhoto {
  id: string;
}

/** Who the session belongs to. customer_id: the shop's own; none where only an address was proven. */
export interface ShopperShown {
  proof: Proof;
  customer_id: string | null;
  email: string | null;
  name: string | null;
}

/** The versions of a turn, oldest first, and which of them this is (from 0). */
export interface Siblings {
  index: number;
  count: number;
  ids: string[];
}

/** A turn has begun. */
export interface StartEvent {
  type: "start";
  messageId: string;
  messageMetadata: Started;
}

/** Ids of a turn that has begun. */
export interface Started {
  conversationId: string;
  turnId: string;
  userMessageId: string;
}

/** What is being done. */
export interface Status {
  state: string;
  text: string;
}

/** A line that changes in place while the shopper waits. */
export interface StatusEvent {
  type: "data-status";
  id: string;
  data: Status;
  transient: boolean;
}

/** What a page needs to know to look and speak like the store. */
export interface StoreLook {
  name: string;
  slug: string;
  currency: string;
  language: string;
  mark: string;
  brand: Record<string, Record<string, string>>;
  greeting: string;
  suggestions: string[];
  privacy_url: string | null;
  contact: Contact;
}

/** An event of the AI SDK's UI message stream, as the assistant sends it. */
export type StreamEvent =
  | StartEvent
  | StatusEvent
  | TextStart
  | TextDelta
  | TextEnd
  | MetadataEvent
  | Ended
  | ErrorEvent
  | DataPart;

/** How sure the answer is, and the id of the message that it is kept as. */
export interface StreamedMetadata {
  confidence?: number | null;
  reasons?: string[];
  abstained?: boolean;
  writer?: string;
  label?: string | null;
  release?: number;
  usage?: Usage[];
  broken_off?: boolean;
  quoted_because?: string | null;
  messageId: string;
}

/** Something to ask next. */
export interface Suggestion {
  text: string;
}

/** Something to ask next. */
export interface SuggestionPart {
  type: "data-suggestion";
  id: string;
  data: Suggestion;
}

/** A few more words of it. */
export interface TextDelta {
  type: "text-delta";
  id: string;
  delta: string;
}

/** A paragraph ends. */
export interface TextEnd {
  type: "text-end";
  id: string;
}

/** A paragraph, with **bold** words and [1] marks. */
export interface TextPart {
  type: "text";
  text: string;
}

/** A paragraph begins. */
export interface TextStart {
  type: "text-start";
  id: string;
}

/** How far a turn is. Interrupted: the process that wrote it died. */
export type TurnState = "running" | "complete" | "stopped" | "interrupted" | "failed";

/** Tokens as a model's provider counted them; null where it did not say. */
export interface Usage {
  model: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
}

/** What a price was when the answer was written. */
export interface Was {
  text: string;
}

export type Session = NewSession;

export type Store = StoreLook;

export type MessageState = TurnState;
