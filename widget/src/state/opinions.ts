import type { Opinion } from "../api/chat";
import type { Store } from "./storage";

/** What the shopper said of answers, by turn: the server keeps it, but does not send it back. */
export type Opinions = Record<string, Opinion>;

const MOST_KEPT = 50;

export const loadOpinions = (store: Store): Opinions => store.read<Opinions>("opinions") ?? {};

/** With one opinion more, or without one; the oldest go first when there are too many. */
export function withOpinion(opinions: Opinions, turnId: string, opinion: Opinion | null): Opinions {
  const others = Object.entries(opinions).filter(([id]) => id !== turnId);
  const all = opinion ? [...others, [turnId, opinion] as const] : others;
  return Object.fromEntries(all.slice(-MOST_KEPT));
}
