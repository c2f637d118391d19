/** What was spent on models, single calls, and what may be spent. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components, paths } from "../../../api/schema";

type Schemas = components["schemas"];
export type Summary = Schemas["UsageSummary"];
export type Group = Schemas["UsageGroup"];
export type Sums = Schemas["UsageSums"];
export type Call = Schemas["CallShown"];
export type Budget = Schemas["BudgetShown"];
export type WantedBudget =
  paths["/api/v1/budgets"]["put"]["requestBody"]["content"]["application/json"];

/** What sums are made of. month: days of the API, added up here. */
export const BY = ["day", "month", "store", "model", "purpose", "conversation"] as const;
export type By = (typeof BY)[number];
export interface Wanted {
  by: By;
  /** Days of UTC, both within. */
  from: string;
  to: string;
  /** Slug; left out: the whole organization. */
  store?: string;
}

const MOST = 100;
const asked = ({ by, from, to, store }: Wanted) => ({
  by: by === "month" ? ("day" as const) : by,
  from,
  to,
  ...(store && { store }),
});

/** All groups of the days that are asked for. */
export const usageQuery = (wanted: Wanted) =>
  queryOptions({
    queryKey: ["usage", "sums", wanted],
    queryFn: async (): Promise<Summary> => {
      const items: Group[] = [];
      let page: Summary;
      let cursor: string | undefined;
      do {
        const query = { ...asked(wanted), limit: MOST, ...(cursor && { cursor }) };
        page = await answer(api.GET("/api/v1/usage", { params: { query } }));
        items.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return { ...page, items };
    },
  });

export const callsQuery = ({ from, to, store }: Wanted) =>
  infiniteQueryOptions({
    queryKey: ["usage", "calls", { from, to, store }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/usage/calls", {
          params: {
            query: { from, to, ...(store && { store }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
  });

/** Where the same is a file. */
export function exportOf(wanted: Wanted, what: "sums" | "calls"): string {
  const { by, ...days } = asked(wanted);
  const query = new URLSearchParams(what === "sums" ? { ...days, by } : days);
  return `/api/v1/usage/${what === "sums" ? "export" : "calls/export"}?${query}`;
}

/** store: its own budgets; left out: all of the organization. */
export const budgetsQuery = (store: string | undefined) =>
  queryOptions({
    queryKey: ["budgets", store],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/budgets", { params: { query: store ? { store } : {} } })))
        .items,
    refetchInterval: 30_000,
  });

export const putBudget = (body: WantedBudget) => answer(api.PUT("/api/v1/budgets", { body }));
export const deleteBudget = (budget_id: string) =>
  answer(api.DELETE("/api/v1/budgets/{budget_id}", { params: { path: { budget_id } } }));
