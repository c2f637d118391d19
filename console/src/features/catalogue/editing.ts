/** What screens ask and do about a merchant's own words, on one product and on many. */
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { Overrides, ProductEdit } from "./types";
import { differ } from "./words";

export const overridesQuery = (store: string, product_id: string) =>
  queryOptions({
    queryKey: ["store", store, "product", product_id, "overrides"],
    queryFn: () =>
      answer<Overrides>(
        api.GET("/api/v1/stores/{store}/products/{product_id}/overrides", {
          params: { path: { store, product_id } },
        }),
      ),
  });

/** What is said of a product, and in which fields its source speaks again. */
export interface Wishes {
  set?: Readonly<Record<string, unknown>>;
  take_back?: readonly string[];
}

const fieldsOf = ({ set = {}, take_back = [] }: Wishes) => [...Object.keys(set), ...take_back];

/**
 * Say something in place of a product's source.
 *
 * base: What was shown when it was written. Somebody else's words on the same fields since are not overwritten: the
 * refusal is thrown, and what they said is in the cache.
 */
export function useSaying(store: string, product_id: string) {
  const queries = useQueryClient();
  const query = overridesQuery(store, product_id);
  const send = (body: Wishes, { revision }: Overrides) =>
    answer<Overrides>(
      api.PATCH("/api/v1/stores/{store}/products/{product_id}/overrides", {
        params: { path: { store, product_id }, header: { "if-match": `"${revision}"` } },
        body: body as never,
      }),
    );
  return useMutation({
    mutationFn: async ({ wishes, base }: { wishes: Wishes; base?: Overrides }) => {
      const shown = base ?? (await queries.ensureQueryData(query));
      try {
        return await send(wishes, shown);
      } catch (error) {
        if (asProblem(error).code !== "overrides_changed") throw error;
        const now = await queries.fetchQuery({ ...query, staleTime: 0 });
        if (differ(shown, now, fieldsOf(wishes))) throw error;
        return send(wishes, now);
      }
    },
    onSuccess: (found) => {
      queries.setQueryData(query.queryKey, found);
      void renew(queries, store, product_id);
    },
  });
}

async function renew(queries: QueryClient, store: string, product?: string): Promise<void> {
  const lists = ["products", "product quality", "product edits", "product edit", "product match"];
  await Promise.all([
    ...lists.map((name) => queries.invalidateQueries({ queryKey: ["store", store, name] })),
    queries.invalidateQueries({
      queryKey: ["store", store, "product"],
      predicate: ({ queryKey }) =>
        !(product && queryKey[3] === product && queryKey[4] === "overrides"),
    }),
  ]);
}

type WordField = "title" | "description";

/** What is done to many products. products: their ids. */
export interface Wanted {
  products: readonly string[];
  set?: Readonly<Record<string, unknown>>;
  take_back?: readonly string[];
  add_tags?: readonly string[];
  remove_tags?: readonly string[];
  replace?: { search: string; instead: string; any_case: boolean; fields: readonly WordField[] };
  add_words?: { fields: readonly WordField[]; before: string; after: string };
  why?: string;
}

/** Work out what an edit would change; nothing is written. */
export const showEdit = (store: string, wanted: Wanted) =>
  answer<ProductEdit>(
    api.POST("/api/v1/stores/{store}/product-edits", {
      params: { path: { store } },
      body: wanted as never,
    }),
  );

export type Way = "apply" | "undo";
const FOLLOW_MS = 600;
const isUnderWay = ({ state }: ProductEdit) => state === "applying" || state === "undoing";

export const editQuery = (store: string, edit_id: string) =>
  queryOptions({
    queryKey: ["store", store, "product edit", edit_id],
    queryFn: () => readEdit(store, edit_id),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : FOLLOW_MS),
  });

const readEdit = (store: string, edit_id: string, more: object = {}) =>
  answer<ProductEdit>(
    api.GET("/api/v1/stores/{store}/product-edits/{edit_id}", {
      params: { path: { store, edit_id }, query: more },
    }),
  );

const PAGE = 50;

/** An edit's changes. left: those alone that were not made, or not undone. */
export const changesQuery = (store: string, edit_id: string, left: boolean) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "product edit", edit_id, "changes", left],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      readEdit(store, edit_id, { limit: PAGE, left, ...(cursor && { cursor }) }),
    getNextPageParam: (page) => page.changes?.next_cursor ?? undefined,
  });

export const editsQuery = (store: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "product edits"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer<{ items: readonly ProductEdit[]; next_cursor: string | null }>(
        api.GET("/api/v1/stores/{store}/product-edits", {
          params: {
            path: { store },
            query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** Have an edit carried out or undone, and wait for it, whichever screen is shown meanwhile. */
export function useCarryingOut(store: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id: edit_id, way }: { id: string; way: Way }) => {
      const params = { params: { path: { store, edit_id } } };
      const started = await answer<ProductEdit>(
        way === "apply"
          ? api.POST("/api/v1/stores/{store}/product-edits/{edit_id}/apply", params)
          : api.POST("/api/v1/stores/{store}/product-edits/{edit_id}/undo", params),
      );
      queries.setQueryData(editQuery(store, edit_id).queryKey, started);
      return ended(queries, store, started);
    },
    onSettled: () => renew(queries, store),
  });
}

async function ended(
  queries: QueryClient,
  store: string,
  started: ProductEdit,
): Promise<ProductEdit> {
  let now = started;
  while (isUnderWay(now)) {
    await new Promise((later) => setTimeout(later, FOLLOW_MS));
    now = await queries.fetchQuery({ ...editQuery(store, started.id), staleTime: 0 });
  }
  return now;
}
