import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { Beginnings, HomePage, Period } from "./types";

export const homeQuery = (store: string, period: Period) =>
  queryOptions({
    queryKey: ["store", store, "home", period],
    queryFn: () =>
      answer<HomePage>(
        api.GET("/api/v1/stores/{store}/home", {
          params: { path: { store }, query: { period } },
        }),
      ),
    refetchInterval: 60_000,
  });

/** What a new store has, and what it lacks before shoppers can ask. */
export const beginningsQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "beginnings"],
    queryFn: async (): Promise<Beginnings> => {
      const one = { params: { path: { store }, query: { limit: 1 } } };
      const [products, documents] = await Promise.all([
        answer<Page>(api.GET("/api/v1/stores/{store}/products", one)),
        answer<Page>(api.GET("/api/v1/stores/{store}/documents", one)),
      ]);
      return {
        products: products.items.length,
        documents: documents.items.length,
      };
    },
  });

type Page = { items: readonly unknown[] };
