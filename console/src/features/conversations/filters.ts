/** Filters of the list, as the address and the API have them. */
import { useNavigate, useSearch } from "@tanstack/react-router";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const STATES = ["open", "archived", "running", "all"] as const;
export const OUTCOMES = ["answered", "abstained", "clarified", "stopped", "failed"] as const;

export const PERIODS = ["1", "7", "28"] as const;

const NAMES = [
  "q",
  "label",
  "language",
  "page",
  "rating",
  "outcome",
  "trouble",
  "photo",
  "period",
] as const;
/** Filters that the API keeps as yes and no. */
const FLAGS = ["trouble", "photo"] as const;
type Name = (typeof NAMES)[number] | "state";

export type Filters = Readonly<Partial<Record<Name, string>>>;

/** Read filters out of an address's search: open ones unless it says otherwise; too short a search is none. */
export function filtersOf(search: Readonly<Record<string, unknown>>): Filters {
  const found: Partial<Record<Name, string>> = {};
  const state = String(search.state ?? "open");
  if (state !== "all") found.state = state;
  for (const name of NAMES) {
    const value = search[name];
    if (typeof value === "string" && value.trim().length > (name === "q" ? 1 : 0))
      found[name] = value.trim();
  }
  return found;
}

/** Return filters as the API takes them: a period of days as the moment from which on. now: in milliseconds. */
export function askedOf({ period, ...filters }: Filters, now: number): Record<string, string> {
  const days = Number(period);
  if (!days) return filters;
  // From the beginning of an hour on, so that the list is not another one with every look.
  const from = Math.floor(now / HOUR_MS) * HOUR_MS - days * DAY_MS;
  return { ...filters, since: new Date(from).toISOString() };
}

/** Return filters as a saved view keeps them: the search under the name `text`, yes and no as such. */
export function keptOf({ q, period: _, ...filters }: Filters): Record<string, unknown> {
  const said = FLAGS.filter((name) => filters[name]).map((name) => [
    name,
    filters[name] === "true",
  ]);
  return { ...filters, ...Object.fromEntries(said), ...(q && { text: q }) };
}

/** Return the search of an address that shows a saved view. */
export function searchOf(kept: Readonly<Record<string, unknown>>): Record<string, string> {
  const { text, state, ...filters } = kept;
  const said = { ...filters, ...(text ? { q: text } : {}), state: state ?? "all" };
  const known = Object.entries(said).filter(([name]) => name === "state" || isName(name));
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}

const isName = (name: string): boolean => (NAMES as readonly string[]).includes(name);

/** Return whether something is filtered beyond what the list shows by itself. */
export function narrows(filters: Filters): boolean {
  return Object.keys(filters).some((name) => name !== "state") || filters.state !== "open";
}

/** Filters of the address, and a function that changes them. */
export function useFilters() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const go = (next: Record<string, unknown>) =>
    void navigate({ to: ".", search: next as never, replace: true, resetScroll: false });
  return {
    filters: filtersOf(search),
    search,
    set: (name: string, value: string | undefined) => go({ ...search, [name]: value || undefined }),
    show: (kept: Readonly<Record<string, unknown>>) => go(searchOf(kept)),
    clear: () => go({}),
  };
}
