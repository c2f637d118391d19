/** The organization itself: its name, stores and rate limits, and its end. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];
export type Store = Schemas["ShownStore"];
export type WholeStore = Schemas["WholeStore"];
export type Limit = Schemas["ShownRateLimit"];
export type Limits = Schemas["ShownRateLimits"];
/** One's own rules as the API takes them. */
export type Rules = Readonly<Record<string, Partial<Limit>>>;

/** Deleted ones, too, for as long as they can be brought back. */
export const allStoresQuery = queryOptions({
  queryKey: ["stores", "all"],
  queryFn: async () => (await answer(api.GET("/api/v1/stores"))).items,
});

export const limitsQuery = queryOptions({
  queryKey: ["organization", "limits"],
  queryFn: () => answer(api.GET("/api/v1/organization/rate-limits")),
});

export const renameOrganization = (name: string) =>
  answer(api.PATCH("/api/v1/organization", { body: { name } }));
export const deleteOrganization = (name: string) =>
  answer(api.DELETE("/api/v1/organization", { params: { query: { name } } }));
export const putLimits = (rules: Rules) =>
  answer(api.PUT("/api/v1/organization/rate-limits", { body: { rules } }));

const named = (store: string) => ({ params: { path: { store } } });

export const renameStore = (store: string, name: string) =>
  answer(api.PATCH("/api/v1/stores/{store}", { ...named(store), body: { name } }));
/** What a store is to the world; a site of null takes it away. */
export const changeStore = (store: string, facts: Readonly<Record<string, string | null>>) =>
  answer(api.PATCH("/api/v1/stores/{store}", { ...named(store), body: facts }));
export const suspendStore = (store: string) =>
  answer(api.POST("/api/v1/stores/{store}/suspend", named(store)));
export const resumeStore = (store: string) =>
  answer(api.POST("/api/v1/stores/{store}/resume", named(store)));
export const restoreStore = (store: string) =>
  answer(api.POST("/api/v1/stores/{store}/restore", named(store)));
/** name: as it was typed. */
export const deleteStore = (store: string, name: string) =>
  answer(api.DELETE("/api/v1/stores/{store}", { params: { path: { store }, query: { name } } }));
