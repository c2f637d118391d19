/** The steps of an answer as bars on one axis of time. */
import type { Step, Trace } from "./types";

export interface Bar extends Step {
  /** Its name, or with a number where the name was there before: what an address says of it. */
  key: string;
  /** Where it begins and how long it is, as shares of the whole. */
  from: number;
  length: number;
  /** Whether it finds evidence. */
  evidence: boolean;
}

/** Steps that find evidence, which has a colour of its own. */
const EVIDENCE = new Set(["find", "look_up"]);

/** Return how long an answer took in milliseconds: as it was measured, or to the end of its last step. */
export function totalOf(trace: Pick<Trace, "steps" | "timing">): number {
  const last = Math.max(0, ...trace.steps.map((one) => one.start_ms + one.ms));
  return Math.max(trace.timing.total_ms ?? 0, last);
}

/** Return its steps in the order in which they began. */
export function barsOf(trace: Pick<Trace, "steps" | "timing">): readonly Bar[] {
  const total = totalOf(trace) || 1;
  const times = new Map<string, number>();
  const keyOf = (name: string) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time > 1 ? `${name}.${time}` : name;
  };
  return [...trace.steps]
    .sort((a, b) => a.start_ms - b.start_ms)
    .map((one) => ({
      ...one,
      key: keyOf(one.name),
      from: one.start_ms / total,
      length: one.ms / total,
      evidence: EVIDENCE.has(one.name),
    }));
}
