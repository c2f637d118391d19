/** What a run's numbers mean to people. */
import type { Counted, FollowedRun, RunState } from "./types";

const ENDED = new Set<RunState>(["live", "refused", "failed", "stopped"]);

/** Whether nothing more will happen by itself or by a person. */
export function hasEnded(state: RunState): boolean {
  return ENDED.has(state);
}

export interface Shares {
  ready: number;
  leftOut: number;
  unreadable: number;
  toGo: number;
}

/** Return the four parts of a run's bar, in records. */
export function sharesOf(run: FollowedRun): Shares {
  const counted = Object.values(run.counts);
  const sum = (name: keyof Counted) => counted.reduce((all, one) => all + (one[name] ?? 0), 0);
  const unreadable = sum("problems");
  const unchanged = sum("unchanged");
  const { records, total } = run.progress;
  return {
    ready: Math.max(0, records - unreadable - unchanged),
    leftOut: unchanged,
    unreadable,
    toGo: Math.max(0, (total ?? records) - records),
  };
}

export type StageName = "find" | "read" | "compare" | "prepare" | "check" | "live";
export type StageState = "done" | "now" | "wait";

export const STAGES: readonly StageName[] = ["find", "read", "compare", "prepare", "check", "live"];

/** Return how each stage of a run stands. */
export function stagesOf(run: FollowedRun): Record<StageName, StageState> {
  const at = stageAt(run);
  const of = (name: StageName): StageState => {
    const place = STAGES.indexOf(name);
    if (run.state === "live" || place < at.from) return "done";
    return place <= at.to && !hasEnded(run.state) ? "now" : "wait";
  };
  return Object.fromEntries(STAGES.map((name) => [name, of(name)])) as Record<
    StageName,
    StageState
  >;
}

/** The stages that are under way, by their places. Records are compared as they are read. */
function stageAt(run: FollowedRun): { from: number; to: number } {
  if (run.state === "waiting") return { from: 4, to: 4 };
  if (run.state === "staged" || run.state === "going_live") return { from: 3, to: 3 };
  // Who does not know how much there is still finds while it reads.
  if (run.progress.total === null) return { from: 0, to: run.progress.records ? 2 : 0 };
  return { from: 1, to: 2 };
}

/** Return the last things that were read, the newest first. */
export function lastItems(run: FollowedRun, most = 5): readonly string[] {
  return run.progress.parts.flatMap((part) => [...part.last_items].reverse()).slice(0, most);
}
