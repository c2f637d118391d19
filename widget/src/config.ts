import type { Store } from "./api/types";

/** How the store looks and speaks, and what it keeps. Every session brings it too. */
export interface Look {
  store: Store;
  retention_days: number;
  max_message_length: number;
}

/** What the server writes into the page before it is sent. */
export interface PageConfig {
  slug: string;
  /** Publishable key: may only open shopper sessions, and only from listed origins. */
  key?: string;
  api: string;
  name: string;
  language: string;
  /** Only in a frame: the pages that may stand around it. */
  origins?: string[];
  /** The store's look, so that nothing has to be asked for before the first message. */
  look?: Look;
  /** In place of "Ask" and the shop's name. */
  title?: string | null;
  /** The address of a picture, in place of the shop's letters. */
  logo?: string | null;
  /** The address of a picture of who answers, beside the greeting. */
  avatar?: string | null;
  /** The words to which a shopper agrees by sending a message, in place of ours. */
  consent?: string | null;
  /** Whether a shopper may speak; they may unless the shop says no. */
  voice?: boolean;
  /** Whether a shopper may show a photo. */
  photo?: boolean;
}

export function readConfig(page: Document): PageConfig {
  const block = page.getElementById("aisle-config");
  const raw = JSON.parse(block?.textContent ?? "") as Partial<PageConfig>;
  for (const field of ["slug", "api", "name", "language"] as const) {
    if (typeof raw[field] !== "string") throw new Error(`The page settings lack "${field}".`);
  }
  return raw as PageConfig;
}
