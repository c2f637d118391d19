/** Figures of many times that were measured. */
export interface Measured {
  ms: number;
  what: string;
}

const SLOWEST = 8;

export function at(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Median, 75th and 95th percentile and the longest, with the slowest by name for whoever mends them. */
export function summary(found: readonly Measured[]) {
  const times = found.map(({ ms }) => ms);
  const slowest = [...found].sort((one, other) => other.ms - one.ms).slice(0, SLOWEST);
  return {
    times: times.length,
    median: at(times, 0.5),
    p75: at(times, 0.75),
    p95: at(times, 0.95),
    longest: at(times, 1),
    slowest: slowest.map(({ ms, what }) => `${Math.round(ms)} ms ${what}`),
  };
}
