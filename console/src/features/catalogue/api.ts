/** What screens ask and do about products. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, sendForm } from "../../api/client";
import type {
  DryRun,
  ImportRun,
  Lack,
  Mapping,
  Origins,
  Product,
  Quality,
  Relative,
} from "./types";

const PAGE = 100;

interface Page<One> {
  items: readonly One[];
  next_cursor: string | null;
}

const next = (page: Page<unknown>) => page.next_cursor ?? undefined;

export const productsQuery = (store: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "products", q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer<Page<Product>>(
        api.GET("/api/v1/stores/{store}/products", {
          params: {
            path: { store },
            query: { limit: PAGE, ...(q && { q }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: next,
  });

interface QualityPage extends Page<Quality> {
  products: number;
  lacking: Readonly<Record<Lack, number>>;
}

export const qualityQuery = (store: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "product quality"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer<QualityPage>(
        api.GET("/api/v1/stores/{store}/product-quality", {
          params: {
            path: { store },
            query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: next,
  });

const of = (store: string, product_id: string) => ({ params: { path: { store, product_id } } });

export const productQuery = (store: string, product: string) =>
  queryOptions({
    queryKey: ["store", store, "product", product],
    queryFn: () =>
      answer<Product>(api.GET("/api/v1/stores/{store}/products/{product_id}", of(store, product))),
  });

export const originsQuery = (store: string, product: string) =>
  queryOptions({
    queryKey: ["store", store, "product", product, "origins"],
    queryFn: () =>
      answer<Origins>(
        api.GET("/api/v1/stores/{store}/products/{product_id}/origins", of(store, product)),
      ),
  });

export const relatedQuery = (store: string, product: string) =>
  queryOptions({
    queryKey: ["store", store, "product", product, "related"],
    queryFn: async () =>
      (
        await answer<{ items: readonly Relative[] }>(
          api.GET("/api/v1/stores/{store}/products/{product_id}/related", of(store, product)),
        )
      ).items,
  });

/** What shoppers who write these words would be shown, the best first. */
export const matchQuery = (store: string, words: string) =>
  queryOptions({
    queryKey: ["store", store, "product match", words],
    enabled: words !== "",
    queryFn: async () =>
      (
        await answer<{ items: readonly Relative[] }>(
          api.POST("/api/v1/stores/{store}/products/search", {
            params: { path: { store } },
            body: { query: words, limit: 10 } as never,
          }),
        )
      ).items,
  });

/** What a file and a person's corrections of the guess come to. */
export interface Wanted {
  file: File;
  mapping?: Mapping;
}

function formOf({ file, mapping }: Wanted): FormData {
  const form = new FormData();
  form.set("file", file);
  if (mapping) form.set("mapping", JSON.stringify(mapping));
  return form;
}

const importsOf = (store: string) => `/api/v1/stores/${store}/catalog/imports`;

/** Read a file without writing anything. */
export function tryImport(store: string, wanted: Wanted): Promise<DryRun> {
  const form = formOf(wanted);
  form.set("dry_run", "true");
  return sendForm(importsOf(store), form);
}

export const startImport = (store: string, wanted: Wanted) =>
  sendForm<{ import_id: string }>(importsOf(store), formOf(wanted));

const FOLLOW_MS = 1_000;
export const isOver = (state: string) => state === "done" || state === "failed";

export const importQuery = (store: string, import_id: string) =>
  queryOptions({
    queryKey: ["store", store, "imports", import_id],
    queryFn: () =>
      answer<ImportRun>(
        api.GET("/api/v1/stores/{store}/catalog/imports/{import_id}", {
          params: { path: { store, import_id } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data && isOver(state.data.state) ? false : FOLLOW_MS),
  });
