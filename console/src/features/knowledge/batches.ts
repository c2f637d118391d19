/** What screens ask and do about changes of many articles. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, sendForm } from "../../api/client";
import type { Page } from "../../api/pages";
import { useAct } from "./api";
import { editOf } from "./editing";
import type { Batch, Change, Then } from "./types";

interface WholeBatch extends Batch {
  changes: Page<Change>;
}

/** What is done to every article that is picked; what is left out stays. */
export interface Edit {
  articles: readonly string[];
  category_id?: string | null;
  add_tags?: readonly string[];
  remove_tags?: readonly string[];
  replace?: { search: string; instead: string };
  then: Then;
}

const BATCH = "/api/v1/stores/{store}/article-batches/{batch_id}" as const;
const PAGE = 25;

export const batchesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "article batches"],
    queryFn: async () =>
      (
        await answer<Page<Batch>>(
          api.GET("/api/v1/stores/{store}/article-batches", {
            params: { path: { store }, query: { limit: PAGE } },
          }),
        )
      ).items,
  });

export const batchQuery = (store: string, batch_id: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "article batch", batch_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      answer<WholeBatch>(
        api.GET(BATCH, {
          params: { path: { store, batch_id }, query: { limit: PAGE, ...(cursor && { cursor }) } },
        }),
      ),
    getNextPageParam: ({ changes }) => changes.next_cursor ?? undefined,
  });

export const planEdit = (store: string, edit: Edit) =>
  answer<Batch>(
    api.POST("/api/v1/stores/{store}/article-batches", {
      params: { path: { store } },
      body: edit as never,
    }),
  );

export const planUpload = (store: string, form: FormData) =>
  sendForm<Batch>(`/api/v1/stores/${store}/article-batches/upload`, form);

export const carryOut = (store: string, batch_id: string, act: "apply" | "undo") =>
  answer<Batch>(api.POST(`${BATCH}/${act}`, { params: { path: { store, batch_id } } }));

/** Return what can be done about many articles at once. */
export function useBatchActions(store: string) {
  return {
    carryOut: useAct(store, ({ id, act }: { id: string; act: "apply" | "undo" }) =>
      carryOut(store, id, act),
    ),
    /** Put articles away in one step, and return the change, which can be undone. */
    putAway: useAct(store, async (articles: readonly string[]) => {
      const { id } = await planEdit(store, editOf(articles, { next: "archive" }));
      return carryOut(store, id, "apply");
    }),
    bringBack: useAct(store, async (articles: readonly string[]) => {
      for (const article_id of articles)
        await answer(
          api.POST("/api/v1/stores/{store}/articles/{article_id}/restore", {
            params: { path: { store, article_id } },
          }),
        );
    }),
  };
}
