/** What needs somebody: how it looks, and where its action leads. */
import type { IconName } from "../../ui/Icon";
import type { Need } from "./types";

interface Shown {
  icon: IconName;
  mood: "bad" | "warn" | "evidence";
  /** Whose screen does something about it. */
  feature: string;
  /** Below the store. */
  path: (what: Need["what"]) => string;
}

const sourceOf = (what: Need["what"]) => `/sources/${what.source_id}`;

const KINDS: Readonly<Record<string, Shown>> = {
  source_failing: { icon: "warning", mood: "warn", feature: "sources", path: sourceOf },
  run_waiting: { icon: "sources", mood: "warn", feature: "sources", path: sourceOf },
  question_unanswered: {
    icon: "knowledge",
    mood: "evidence",
    feature: "knowledge",
    path: ({ question }) => `/knowledge/new?question=${encodeURIComponent(String(question))}`,
  },
  lint_findings: {
    icon: "warning",
    mood: "warn",
    feature: "knowledge",
    path: () => "/knowledge/checks",
  },
  articles_in_review: {
    icon: "knowledge",
    mood: "evidence",
    feature: "knowledge",
    path: () => "/knowledge?state=in_review",
  },
  articles_due: {
    icon: "knowledge",
    mood: "evidence",
    feature: "knowledge",
    path: () => "/knowledge?due=1",
  },
  jobs_dead: {
    icon: "operations",
    mood: "bad",
    feature: "operations",
    path: () => "/operations/failed",
  },
  budget_tight: {
    icon: "settings",
    mood: "warn",
    feature: "settings",
    path: () => "/settings/usage",
  },
};

/** Return how a need is shown; undefined for a kind that this console does not know yet. */
export function shownNeed(need: Need): (Shown & { to: string }) | undefined {
  const kind = KINDS[need.kind];
  return kind && { ...kind, to: kind.path(need.what) };
}
