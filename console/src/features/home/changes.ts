import type { Change } from "./types";

/** Changes that have a sentence; others are for the audit log. */
const TOLD = [
  "source.created",
  "source.run_live",
  "source.run_taken_back",
  "source.paused",
  "source.resumed",
  "source.removed",
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

const GONE = new Set(["source.removed", "source.deleted"]);

/**
 * Return the newest changes, each kind once: what happens every few minutes must not hide the rest.
 *
 * @param changes The newest first. Of what was removed since, only that is told: “connected” would not be true any more.
 */
export function latestChanges(changes: readonly Change[]): readonly Change[] {
  const told = new Set<string>(TOLD);
  const seen = new Set<string>();
  const gone = new Set<string | null>();
  const isTrue = ({ action, object_id }: Change) => {
    if (object_id !== null && gone.has(object_id)) return false;
    if (GONE.has(action)) gone.add(object_id);
    return true;
  };
  return changes
    .filter((one) => isTrue(one))
    .filter(({ action }) => told.has(action) && !seen.has(action) && seen.add(action))
    .slice(0, MOST);
}
