/** Answers on articles, documents and findings, whose shapes the OpenAPI document does not say yet. */
export const STATES = ["draft", "in_review", "live", "scheduled", "expired"] as const;
export type ArticleState = (typeof STATES)[number];

/** Everything that a draft says. */
export interface Content {
  title: string;
  body: string;
  category_id: string | null;
  tags: readonly string[];
  valid_from: string | null;
  valid_until: string | null;
  markets: readonly string[];
}

export interface Article {
  id: string;
  key: string;
  language: string;
  title: string;
  state: ArticleState;
  category_id: string | null;
  tags: readonly string[];
  /** Number of the save that is the draft. */
  draft_save: number;
  has_changes: boolean;
  live_version: number | null;
  in_review: number | null;
  scheduled: number | null;
  scheduled_at: string | null;
  /** A version that was sent and does not answer yet. reason: why it failed; null while it is read. */
  publishing: { version: number; reason: string | null; detail: string | null } | null;
  document_id: string | null;
  review_on: string | null;
  review_every_days: number | null;
  archived_at: string | null;
  updated_at: string;
}

/** Whether a version is on its way to shoppers. */
export const isGoingLive = ({ publishing }: Pick<Article, "publishing">) =>
  publishing?.reason === null;

/** How many articles there are; but for `archived`, of those that are not put away. */
export interface Counts {
  all: number;
  archived: number;
  waiting: number;
  due: number;
  states: Readonly<Record<ArticleState, number>>;
}

export interface WholeArticle extends Article {
  draft: Content;
  references: readonly { text: string; product: string; fault: string | null }[];
}

export interface Category {
  id: string;
  parent_id: string | null;
  name: string;
  path: string;
  articles: number;
}

export interface Version {
  number: number;
  restores: number | null;
  state: string;
  publish_at: string | null;
  made_at: string;
  made_by: string;
  made_by_name: string | null;
}

export interface Span {
  op: "equal" | "insert" | "delete";
  text: string;
}

export interface Difference {
  title: readonly Span[];
  body: readonly Span[];
}

export interface Effect {
  asked: number;
  better: number;
  worse: number;
  questions: readonly {
    question: string;
    before: { ndcg: number };
    after: { ndcg: number };
  }[];
}

export interface Step {
  step: string;
  version: number | null;
  note: string;
  at: string;
  by: string;
  by_name: string | null;
}

export interface Comment {
  id: string;
  quote: string;
  body: string;
  made_at: string;
  made_by: string;
  made_by_name: string | null;
  resolved_at: string | null;
}

export const THEN = ["draft", "submit", "publish"] as const;
export type Then = (typeof THEN)[number] | "archive";

/** A change of many articles. articles: how many. */
export interface Batch {
  id: string;
  kind: "upload" | "edit";
  state: "shown" | "done" | "undone";
  then: Then;
  articles: number;
  made_at: string;
  made_by: string;
  made_by_name: string | null;
  ended_at: string | null;
}

/** What a change of many does to one article. before: null for a new one. */
export interface Change {
  article_id: string;
  is_new: boolean;
  key: string;
  language: string;
  before: Content | null;
  after: Content;
  title: readonly Span[];
  body: readonly Span[];
}

export interface Chunk {
  ordinal: number;
  text: string;
  tokens: number;
}

export interface Passage {
  kind: "passage";
  score: number;
  passage: { id: string; document_id: string; title: string; text: string };
}

export interface Document {
  id: string;
  name: string;
  title: string | null;
  state: string;
  detail: string | null;
  updated_at: string;
}

export interface Finding {
  id: string;
  kind: string;
  severity: "error" | "warning" | "hint";
  message: string;
  suggestion: string | null;
  places: readonly { quote: string; name: string; url?: string }[];
  state: "open" | "ignored" | "fixed";
  reason: string | null;
}

export interface LintRun {
  id: string;
  state: "queued" | "running" | "done" | "failed";
  documents: number;
  products: number;
  finished_at: string | null;
}
