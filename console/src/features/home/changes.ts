import type { Change } from "./types";

/** Changes that have a sentence; others are for the audit log. */
const TOLD = [
  "source.created",
  "source.run_live",
  "source.run_taken_back",
  "source.paused",
  "source.resumed",
  "source.deleted",
  "source.fails",
  "documents.uploaded",
  "document.deleted",
  "import.ended",
  "article.published",
  "article.rolled_back",
  "article.archived",
  "synonyms.imported",
  "store.opened",
  "member.joined",
] as const;

const MOST = 5;

/** Return the newest changes, each kind once: what happens every few minutes must not hide the rest. */
export function latestChanges(changes: readonly Change[]): readonly Change[] {
  const told = new Set<string>(TOLD);
  const seen = new Set<string>();
  return changes
    .filter(({ action }) => told.has(action) && !seen.has(action) && seen.add(action))
    .slice(0, MOST);
}
