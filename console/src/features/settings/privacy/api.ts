/** All that is kept of one shopper, and how long chats are kept. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Kept = components["schemas"]["ShopperExport"];
export type Retention = components["schemas"]["ShownRetention"];
/** Days; null: as the installation says. */
export type OwnDays = Record<"conversation_days" | "trace_days", number | null>;
export type Erased = components["schemas"]["ErasedShopper"];

/** By what a shopper is named. */
export const NAMED_BY = ["email", "customer_id", "conversation_id"] as const;
export type NamedBy = (typeof NAMED_BY)[number];
export interface Shopper {
  by: NamedBy;
  value: string;
}

const of = (store: string, { by, value }: Shopper) => ({
  params: { path: { store } },
  body: { [by]: value },
});

/** That it was handed out is an entry of the audit log. */
export const exportShopper = (store: string, shopper: Shopper) =>
  answer<Kept>(api.POST("/api/v1/stores/{store}/shoppers/export", of(store, shopper)));
export const eraseShopper = (store: string, shopper: Shopper) =>
  answer<Erased>(api.POST("/api/v1/stores/{store}/shoppers/erase", of(store, shopper)));

const named = (store: string) => ({ path: { store } });

export const retentionQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "retention"],
    queryFn: () => answer(api.GET("/api/v1/stores/{store}/retention", { params: named(store) })),
  });
/** How many chats are older than so many days now. */
export const countOlder = async (store: string, conversation_days: number): Promise<number> => {
  const params = { ...named(store), query: { conversation_days } };
  return (await answer(api.GET("/api/v1/stores/{store}/retention", { params }))).erases ?? 0;
};
export const putRetention = (store: string, body: OwnDays) =>
  answer(api.PUT("/api/v1/stores/{store}/retention", { params: named(store), body }));
