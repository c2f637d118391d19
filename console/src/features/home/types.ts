/** The answer on a store's first page, whose shape the OpenAPI document does not say yet (web/home.py). */
export interface Share {
  count: number;
  of: number;
  share: number | null;
  /** Too few cases for a percentage. */
  few: boolean;
}

export interface Numbers {
  conversations: number;
  answers: number;
  answered: Share;
  helpful: Share;
  first_words_ms: { p50: number | null; p95: number | null };
  /** By currency; null where the caller may not see it. */
  cost: Readonly<
    Record<string, { total: number | string; per_conversation: number | string | null }>
  > | null;
}

export interface Day {
  day: string;
  conversations: number;
  answers: number;
  answered: number;
  rated: number;
  helpful: number;
}

export interface Need {
  kind: string;
  shoppers: number;
  count: number;
  since: string | null;
  what: Readonly<Record<string, string | number | null>>;
}

export interface Change {
  at: string;
  action: string;
}

export interface HomePage {
  from: string;
  to: string;
  now: Numbers;
  /** null where conversations are not kept long enough. */
  before: Numbers | null;
  days: readonly Day[];
  needs: readonly Need[];
  open_chats: number | null;
  running_chats: number | null;
  /** null where the caller may not see them. */
  changes: readonly Change[] | null;
}

export type Period = "1d" | "7d" | "28d";

/** Whether there is anything to answer from. */
export interface Beginnings {
  products: number;
  documents: number;
}
