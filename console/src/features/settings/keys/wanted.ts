/** What a form says of a key, as the API takes it. */
import type { Wanted } from "./api";

const DAY_MS = 86_400_000;

export interface Said {
  kind: "secret" | "publishable";
  name: string;
  /** Slug of the store that it is for. */
  store: string;
  scopes: readonly string[];
  /** As written: one a line. */
  origins: string;
  /** 0: it does not end. */
  days: number;
}

export const originsIn = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** @param now The present moment in milliseconds. */
export function wantedKey(said: Said, now: number): Wanted {
  const isSecret = said.kind === "secret";
  return {
    kind: said.kind,
    name: said.name.trim(),
    stores: [said.store],
    scopes: isSecret ? [...said.scopes] : [],
    origins: isSecret ? [] : originsIn(said.origins),
    expires_at: said.days ? new Date(now + said.days * DAY_MS).toISOString() : null,
  };
}
