/** Budgets and providers: arithmetic of what was spent, and what forms say as the API takes it. */
import { describe, expect, it } from "vitest";
import type { Provider } from "../../src/features/settings/models/api";
import { modelsIn, wantedProvider, withRoute } from "../../src/features/settings/models/wanted";
import type { Budget, Group } from "../../src/features/settings/usage/api";
import {
  byMonth,
  daysUpTo,
  standing,
  wantedBudget,
} from "../../src/features/settings/usage/figures";

const budget = (more: Partial<Budget>): Budget => ({
  amount: "100.00",
  changed_at: "2026-11-01T00:00:00Z",
  currency: "USD",
  ends: "2026-12-01",
  held: "0",
  held_tokens: 0,
  id: "one",
  period: "month",
  spent: "0",
  spent_tokens: 0,
  starts: "2026-11-01",
  store_id: null,
  tokens: null,
  unpriced_tokens: 0,
  warn_share: "0.8",
  warned_at: null,
  ...more,
});

describe("how a budget stands", () => {
  const tenth = Date.parse("2026-11-11T00:00:00Z");

  it("carries the pace of ten days on to thirty, and says when the limit is reached", () => {
    const state = standing(budget({ spent: "50" }), tenth);
    expect(state).toMatchObject({ spent: 50, limit: 100, share: 0.5, mood: "good" });
    expect(state.forecast).toBeCloseTo(150);
    expect(state.reachedAt).toBe(Date.parse("2026-11-21T00:00:00Z"));
  });

  it("names no day for a limit that the period does not reach, nor for one that is reached", () => {
    expect(standing(budget({ spent: "20" }), tenth).reachedAt).toBeUndefined();
    expect(standing(budget({ spent: "120" }), tenth).reachedAt).toBeUndefined();
  });

  it("warns at its share, stops at its limit, and a budget of zero is always used up", () => {
    expect(standing(budget({ spent: "80" }), tenth).mood).toBe("warn");
    expect(standing(budget({ spent: "100" }), tenth).mood).toBe("bad");
    expect(standing(budget({ amount: "0" }), tenth).mood).toBe("bad");
    expect(standing(budget({}), tenth)).toMatchObject({ mood: "good", forecast: 0 });
  });

  it("makes no forecast from the first days", () => {
    const second = Date.parse("2026-11-02T00:00:00Z");
    expect(standing(budget({ spent: "9" }), second).forecast).toBeUndefined();
  });

  it("counts tokens where it is of tokens", () => {
    const state = standing(
      budget({ amount: null, currency: null, tokens: 1000, spent: null, spent_tokens: 900 }),
      tenth,
    );
    expect(state).toMatchObject({ spent: 900, limit: 1000, mood: "warn" });
  });
});

it("months are sums of their days, each currency for itself", () => {
  const day = (key: string, calls: number, currency: string, cost: string): Group => ({
    ...{ key, calls, cached: 0, cached_tokens: 0, estimated: 0, failed: 1, reasoning_tokens: 0 },
    ...{
      tokens_in: 10,
      tokens_out: 2,
      unpriced_tokens: 0,
      money: [{ currency, cost, saved: "0" }],
    },
  });
  const months = byMonth([
    day("2026-10-31", 1, "USD", "1.5"),
    day("2026-11-01", 2, "USD", "2"),
    day("2026-11-02", 3, "EUR", "4"),
    day("2026-11-03", 4, "USD", "0.25"),
  ]);
  expect(months.map((one) => [one.key, one.calls, one.failed])).toEqual([
    ["2026-10", 1, 1],
    ["2026-11", 9, 3],
  ]);
  expect(months[1]?.money).toEqual([
    { currency: "USD", cost: "2.25", saved: "0" },
    { currency: "EUR", cost: "4", saved: "0" },
  ]);
});

it("so many days end today", () => {
  const now = Date.parse("2026-11-21T23:59:00Z");
  expect(daysUpTo(now, 7)).toEqual({ from: "2026-11-15", to: "2026-11-21" });
});

it("a budget of money has a currency, one of tokens has none", () => {
  const said = { store: "", period: "month", limit: " 200 ", currency: "eur", warn: "75" };
  expect(wantedBudget({ ...said, measure: "amount" })).toEqual({
    ...{ store: null, period: "month", amount: "200", currency: "EUR", warn_share: "0.75" },
  });
  expect(wantedBudget({ ...said, measure: "tokens" })).toEqual({
    ...{ store: null, period: "month", tokens: 200, warn_share: "0.75" },
  });
});

it("models are read line by line, and keep their prices when a provider is changed", () => {
  expect(modelsIn("a = gpt\n\n b ")).toEqual([
    { name: "a", called: "gpt" },
    { name: "b", called: "b" },
  ]);
  const before = { models: [{ name: "a", called: "old", dimensions: 8 }] } as unknown as Provider;
  const said = { name: "Ours", kind: "openai", base_url: "", key: "", key_header: "" };
  const wanted = wantedProvider({ ...said, models: "a = gpt" }, before);
  expect(wanted.models).toEqual([{ name: "a", called: "gpt", dimensions: 8 }]);
  expect(wanted).not.toHaveProperty("key");
});

it("a duty's route is changed alone, keeps what the form does not show, and can be taken back", () => {
  const routes = { judge: { models: ["x"] }, answer: { needs: ["vision" as const] } };
  const next = withRoute(routes, "answer", { models: ["y"], first: true, prefer: "cheapest" });
  expect(next).toEqual({
    judge: { models: ["x"] },
    answer: { needs: ["vision"], models: ["y"], first: true, prefer: "cheapest" },
  });
  expect(withRoute(next, "answer", undefined)).toEqual({ judge: { models: ["x"] } });
});
