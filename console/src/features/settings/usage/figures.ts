/** Arithmetic of what was spent. Numbers are the API's; months are sums of its days. */
import type { Budget, Group, Sums, WantedBudget } from "./api";

const DAY_MS = 86_400_000;
const COUNTS = [
  "cached",
  "cached_tokens",
  "calls",
  "estimated",
  "failed",
  "reasoning_tokens",
  "tokens_in",
  "tokens_out",
  "unpriced_tokens",
] as const;

export const PERIODS = ["7", "30", "90", "365"] as const;
/** Calls and conversations are read of so many days at once. */
export const MOST_DAYS_OF_CALLS = 31;

/** The last days up to now, of UTC. now: milliseconds. */
export function daysUpTo(now: number, days: number): { from: string; to: string } {
  const day = (ago: number) => new Date(now - ago * DAY_MS).toISOString().slice(0, 10);
  return { from: day(days - 1), to: day(0) };
}

/** Add days up to months; their keys are as "2026-11". */
export function byMonth(days: readonly Group[]): Group[] {
  const months = new Map<string, Group>();
  for (const day of days) {
    const key = (day.key ?? "").slice(0, 7);
    const before = months.get(key);
    months.set(key, { ...(before ? sum(before, day) : day), key });
  }
  return [...months.values()];
}

function sum(one: Sums, other: Sums): Sums {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, one[name] + other[name]]));
  const money = new Map(one.money.map((paid) => [paid.currency, paid]));
  for (const paid of other.money) {
    const before = money.get(paid.currency);
    money.set(paid.currency, {
      currency: paid.currency,
      cost: String(Number(before?.cost ?? 0) + Number(paid.cost)),
      saved: String(Number(before?.saved ?? 0) + Number(paid.saved)),
    });
  }
  return { ...(counts as Omit<Sums, "money">), money: [...money.values()] };
}

interface Standing {
  limit: number;
  spent: number;
  /** Of the limit; 1 and more: nothing is asked any more. */
  share: number;
  mood: "good" | "warn" | "bad";
  /** What the whole period comes to at the pace so far; undefined while too little of it has passed. */
  forecast?: number;
  /** When the limit is reached at that pace, within the period; milliseconds. */
  reachedAt?: number;
}

/** A forecast needs this much of a period behind it. */
const ENOUGH = 0.1;

/** How a budget stands. now: milliseconds. The forecast is the spending so far, carried on at the same pace. */
export function standing(of: Budget, now: number): Standing {
  const limit = Number(of.amount ?? of.tokens ?? 0);
  const spent = of.amount === null ? of.spent_tokens : Number(of.spent);
  const share = limit ? spent / limit : 1;
  const mood = share >= 1 ? "bad" : share >= Number(of.warn_share) ? "warn" : "good";
  const [starts, ends] = [Date.parse(of.starts), Date.parse(of.ends)];
  const passed = Math.min(1, (now - starts) / (ends - starts));
  if (passed < ENOUGH) return { limit, spent, share, mood };
  const reached = starts + ((now - starts) * limit) / spent;
  return {
    limit,
    spent,
    share,
    mood,
    forecast: spent / passed,
    ...(reached > now && reached < ends && { reachedAt: reached }),
  };
}

export type Said = Readonly<
  Record<"store" | "period" | "measure" | "limit" | "currency" | "warn", string>
>;

/** What a form says of a budget, as the API takes it. warn: a percentage. */
export function wantedBudget(said: Said): WantedBudget {
  const limit = said.limit.trim();
  return {
    store: said.store || null,
    period: said.period as WantedBudget["period"],
    ...(said.measure === "tokens"
      ? { tokens: Number(limit) }
      : { amount: limit, currency: said.currency.trim().toUpperCase() }),
    warn_share: String(Number(said.warn) / 100),
  };
}
