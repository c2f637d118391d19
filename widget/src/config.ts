/** What the server writes into the page before it is sent. */
export interface PageConfig {
  slug: string;
  /** Publishable key: may only open shopper sessions, and only from listed origins. */
  key: string;
  api: string;
  name: string;
  language: string;
}

export function readConfig(page: Document): PageConfig {
  const block = page.getElementById("aisle-config");
  const raw = JSON.parse(block?.textContent ?? "") as Partial<PageConfig>;
  for (const field of ["slug", "key", "api", "name", "language"] as const) {
    if (typeof raw[field] !== "string") throw new Error(`The page settings lack "${field}".`);
  }
  return raw as PageConfig;
}
