/** All that is kept of one shopper. */
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Kept = components["schemas"]["ShopperExport"];
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
