/** What screens ask and do about the assistant. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { tellProblem } from "../../problems/said";
import type { Situation } from "../answers/api";
import type { Difference, Edits, Release, Shown, Tone, Which } from "./types";

const of = (store: string) => ({ params: { path: { store } } });
type Items<One> = { items: readonly One[] };

export const assistantQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "assistant"],
    queryFn: () => answer<Shown>(api.GET("/api/v1/stores/{store}/assistant", of(store))),
  });

/** Change the draft, if it still is at a revision. @throws Problem `draft_changed` if it is not. */
export const change = (store: string, edits: Edits, revision: number) =>
  answer<Shown>(
    api.PATCH("/api/v1/stores/{store}/assistant", {
      params: { path: { store }, header: { "if-match": `"${revision}"` } },
      body: edits as never,
    }),
  );

export const tonesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "tones"],
    queryFn: async () =>
      (await answer<Items<Tone>>(api.GET("/api/v1/stores/{store}/assistant/tones", of(store))))
        .items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const modelsQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "assistant models"],
    queryFn: () =>
      answer<Items<{ name: string }> & { usual: string }>(
        api.GET("/api/v1/stores/{store}/assistant/models", of(store)),
      ),
  });

export const sourceNamesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "source names"],
    queryFn: async () =>
      (
        await answer<Items<{ id: string; name: string; state: string }>>(
          api.GET("/api/v1/stores/{store}/sources", {
            params: { path: { store }, query: { limit: 100 } },
          }),
        )
      ).items.filter((one) => one.state !== "removed"),
  });

/** The latest versions, the newest first. */
export const releasesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "assistant", "releases"],
    queryFn: async () =>
      (
        await answer<Items<Release>>(
          api.GET("/api/v1/stores/{store}/assistant/releases", {
            params: { path: { store }, query: { limit: 100 } },
          }),
        )
      ).items,
  });

export const diffQuery = (store: string, before: string, after: string) =>
  queryOptions({
    queryKey: ["store", store, "assistant", "diff", before, after],
    queryFn: async () =>
      (
        await answer<Items<Difference>>(
          api.GET("/api/v1/stores/{store}/assistant/diff", {
            params: { path: { store }, query: { before, after } },
          }),
        )
      ).items,
  });

/** The latest questions that found no answer this week. */
export const failedQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "conversations", "failed questions"],
    queryFn: async () => {
      const since = new Date(Date.now() - 7 * 86_400_000).toISOString();
      const found = await answer(
        api.GET("/api/v1/stores/{store}/conversations", {
          params: { path: { store }, query: { outcome: "abstained", since, limit: 10 } },
        }),
      );
      return [...new Set(found.items.map((one) => one.question))].slice(0, 3);
    },
  });

/** Ask the draft or the live version as a shopper would; the answer streams. */
export async function preview(
  store: string,
  asked: { message: string; release: Which; conversation_id?: string | undefined } & Situation,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const { data } = await api.POST("/api/v1/stores/{store}/assistant/preview", {
    ...of(store),
    body: asked as never,
    headers: { accept: "text/event-stream" },
    parseAs: "stream",
    signal,
  });
  return data as unknown as ReadableStream<Uint8Array>;
}

/** Names that the assistant's words may hold in braces. */
export const variablesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "assistant variables"],
    queryFn: async () =>
      (
        await answer<Items<{ name: string }>>(
          api.GET("/api/v1/stores/{store}/assistant/variables", of(store)),
        )
      ).items.map((one) => one.name),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Some products whose names have words, to put into the basket of a made-up shopper. */
export const basketQuery = (store: string, words: string) =>
  queryOptions({
    queryKey: ["store", store, "assistant basket", words],
    queryFn: async () =>
      (
        await answer<Items<{ product: { handle: string; title: string } }>>(
          api.POST("/api/v1/stores/{store}/products/search", {
            ...of(store),
            body: { query: words, limit: 8 } as never,
          }),
        )
      ).items.map((one) => one.product),
    enabled: words.trim().length > 1,
  });

/** Return how versions are made: of the draft, or of an earlier one. */
export function useReleasing(store: string) {
  const queries = useQueryClient();
  const base = "/api/v1/stores/{store}/assistant/releases" as const;
  const told = {
    onError: (error: unknown) => tellProblem(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["store", store, "assistant"] }),
  };
  const publish = useMutation({
    mutationFn: (body: { expected: number; note: string }) =>
      answer<Release>(api.POST(base, { ...of(store), body: body as never })),
    ...told,
  });
  const goBack = useMutation({
    mutationFn: ({ number, expected }: { number: number; expected: number }) =>
      answer<Release>(
        api.POST(`${base}/{number}/rollback`, {
          params: { path: { store, number: String(number) } },
          body: { expected } as never,
        }),
      ),
    ...told,
  });
  return { publish, goBack };
}
