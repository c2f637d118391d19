/** What screens ask and do about knowledge. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, sendForm } from "../../api/client";
import type { Page } from "../../api/pages";
import { tellProblem } from "../../problems/said";
import {
  type Article,
  type ArticleState,
  type Category,
  type Chunk,
  type Comment,
  type Content,
  type Counts,
  type Difference,
  type Document,
  type Effect,
  type Finding,
  isGoingLive,
  type LintRun,
  type Passage,
  type Step,
  type Version,
  type WholeArticle,
} from "./types";

const MOST = 100;
const GOING_LIVE_MS = 2_000;
const ARTICLE = "/api/v1/stores/{store}/articles/{article_id}" as const;
const of = (store: string, article_id: string) => ({ params: { path: { store, article_id } } });

/** What a list shows; "archived" stands beside the states, and review_by is a day. */
export interface Wanted {
  state: ArticleState | "archived" | "";
  category_id: string;
  language: string;
  review_by: string;
  q: string;
}

const paged = <One>(page: Page<One>) => page.next_cursor ?? undefined;
const FIRST = undefined as string | undefined;

export const articlesQuery = (store: string, wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "articles", wanted],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor }) =>
      answer<Page<Article>>(
        api.GET("/api/v1/stores/{store}/articles", {
          params: {
            path: { store },
            query: { limit: MOST, ...(cursor && { cursor }), ...filterOf(wanted) },
          },
        }),
      ),
    getNextPageParam: paged,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isGoingLive)) && GOING_LIVE_MS,
  });

/** Return the filter as the API takes it. What is put away is left out unless it is asked for. */
function filterOf({ state, ...rest }: Wanted) {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
  const archived = state === "archived";
  return { archived, ...given, ...(state && state !== "archived" && { state }) };
}

export const countsQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "articles", "counts"],
    queryFn: () =>
      answer<Counts>(
        api.GET("/api/v1/stores/{store}/article-counts", { params: { path: { store } } }),
      ),
  });

export const categoriesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "article categories"],
    queryFn: async () =>
      (
        await answer<{ items: readonly Category[] }>(
          api.GET("/api/v1/stores/{store}/article-categories", { params: { path: { store } } }),
        )
      ).items,
  });

export const beginArticle = (store: string, title: string, language: string, body = "") =>
  answer<WholeArticle>(
    api.POST("/api/v1/stores/{store}/articles", {
      params: { path: { store } },
      body: { title, language, body } as never,
    }),
  );

export const readArticle = (store: string, id: string) =>
  answer<WholeArticle>(api.GET(ARTICLE, of(store, id)));

export const articleQuery = (store: string, id: string) =>
  queryOptions({
    queryKey: ["store", store, "article", id],
    queryFn: () => readArticle(store, id),
    refetchInterval: ({ state }) => state.data && isGoingLive(state.data) && GOING_LIVE_MS,
  });

/** Save a draft that began from a save. @throws Problem article_changed where somebody saved since */
export const saveDraft = (store: string, id: string, content: Content, based_on: number) =>
  answer<WholeArticle>(
    api.PUT(`${ARTICLE}/draft`, { ...of(store, id), body: { ...content, based_on } as never }),
  );

export const differenceQuery = (store: string, id: string, before: string, after: string) =>
  queryOptions({
    queryKey: ["store", store, "article", id, "diff", before, after],
    queryFn: () =>
      answer<Difference>(
        api.GET(`${ARTICLE}/diff`, {
          params: { path: { store, article_id: id }, query: { before, after } },
        }),
      ),
  });

const ofPage = (store: string, article_id: string, cursor: string | undefined) => ({
  params: { path: { store, article_id }, query: cursor ? { cursor } : {} },
});

export const versionsQuery = (store: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "article", id, "versions"],
    initialPageParam: FIRST,
    queryFn: ({ pageParam }) =>
      answer<Page<Version>>(api.GET(`${ARTICLE}/versions`, ofPage(store, id, pageParam))),
    getNextPageParam: paged,
  });

export const historyQuery = (store: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "article", id, "history"],
    initialPageParam: FIRST,
    queryFn: ({ pageParam }) =>
      answer<Page<Step>>(api.GET(`${ARTICLE}/history`, ofPage(store, id, pageParam))),
    getNextPageParam: paged,
  });

/** What would go with an article, or miss it. */
export const usesQuery = (store: string, id: string) =>
  queryOptions({
    queryKey: ["store", store, "article", id, "uses"],
    queryFn: () => answer(api.GET(`${ARTICLE}/uses`, of(store, id))),
  });

const ofVersion = (store: string, article_id: string, number: number) => ({
  params: { path: { store, article_id, number: String(number) } },
});

export const commentsQuery = (store: string, id: string, number: number) =>
  queryOptions({
    queryKey: ["store", store, "article", id, "comments", number],
    queryFn: async () =>
      (
        await answer<{ items: readonly Comment[] }>(
          api.GET(`${ARTICLE}/versions/{number}/comments`, ofVersion(store, id, number)),
        )
      ).items,
  });

/** Ask the store's test questions without a version and with it. */
export const effectQuery = (store: string, id: string, number: number) =>
  queryOptions({
    queryKey: ["store", store, "article", id, "effect", number],
    enabled: false,
    queryFn: () =>
      answer<Effect>(api.POST(`${ARTICLE}/versions/{number}/effect`, ofVersion(store, id, number))),
  });

type VersionAct = "approve" | "reject" | "withdraw";

/** Return what can be done about an article; what is shown of it is fetched anew. */
export function useArticleActions(store: string, id: string) {
  return {
    submit: useAct(store, (note: string) =>
      answer(api.POST(`${ARTICLE}/versions`, { ...of(store, id), body: { note } as never })),
    ),
    version: useAct(store, ({ number, act, ...body }: Decision) =>
      answer(
        api.POST(
          `${ARTICLE}/versions/{number}/${act}` as `${typeof ARTICLE}/versions/{number}/approve`,
          {
            ...ofVersion(store, id, number),
            ...(act !== "withdraw" && { body: body as never }),
          },
        ),
      ),
    ),
    comment: useAct(store, ({ number, body }: { number: number; body: string }) =>
      answer(
        api.POST(`${ARTICLE}/versions/{number}/comments`, {
          ...ofVersion(store, id, number),
          body: { body } as never,
        }),
      ),
    ),
    resolve: useAct(store, (comment_id: string) =>
      answer(
        api.POST(`${ARTICLE}/comments/{comment_id}/resolve`, {
          params: { path: { store, article_id: id, comment_id } },
        }),
      ),
    ),
    goBack: useAct(store, (version: number) =>
      answer(api.POST(`${ARTICLE}/rollback`, { ...of(store, id), body: { version } as never })),
    ),
    archive: useAct(store, () => answer(api.POST(`${ARTICLE}/archive`, of(store, id)))),
    restore: useAct(store, () => answer(api.POST(`${ARTICLE}/restore`, of(store, id)))),
    remove: useAct(store, () => answer(api.DELETE(ARTICLE, of(store, id)))),
    review: useAct(store, (on: string | null) =>
      answer(
        api.PUT(`${ARTICLE}/review`, { ...of(store, id), body: { on, every_days: null } as never }),
      ),
    ),
  };
}

export interface Decision {
  number: number;
  act: VersionAct;
  note?: string;
  publish_at?: string;
}

/** Act on articles; lists and counts are fetched anew. */
export function useAct<Given, Done>(store: string, act: (given: Given) => Promise<Done>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(error),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["store", store, "article"] });
      await queries.invalidateQueries({ queryKey: ["store", store, "articles"] });
      await queries.invalidateQueries({ queryKey: ["store", store, "article categories"] });
    },
  });
}

/** How a text would be cut into passages; nothing is stored. */
export const splitQuery = (store: string, title: string, body: string) =>
  queryOptions({
    queryKey: ["store", store, "split", title, body],
    enabled: body.trim() !== "",
    queryFn: async () => {
      const form = new FormData();
      form.set("files", new File([body], `${title || "draft"}.md`, { type: "text/markdown" }));
      return (
        await sendForm<{ chunks: readonly Chunk[] }>(
          `/api/v1/stores/${store}/documents/preview`,
          form,
        )
      ).chunks;
    },
  });

/** Passages that answer what the text is about already. */
export const nearestQuery = (store: string, words: string, own: string | null) =>
  queryOptions({
    queryKey: ["store", store, "nearest", words, own],
    enabled: words.trim() !== "",
    queryFn: async () =>
      (
        await answer<{ items: readonly Passage[] }>(
          api.POST("/api/v1/stores/{store}/search", {
            params: { path: { store } },
            body: { query: words, kinds: ["passage"], filters: [], limit: 6 } as never,
          }),
        )
      ).items.filter((one) => one.passage.document_id !== own),
  });

export const documentsQuery = (store: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "documents"],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor }) =>
      answer<Page<Document>>(
        api.GET("/api/v1/stores/{store}/documents", {
          params: { path: { store }, query: { limit: MOST, ...(cursor && { cursor }) } },
        }),
      ),
    getNextPageParam: paged,
    // Only while some are under way: many pages are many questions.
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((one) => UNDER_WAY.has(one.state)))
        ? UNDER_WAY_MS
        : QUIET_MS,
  });

const UNDER_WAY = new Set(["queued", "reading", "indexing"]);
const UNDER_WAY_MS = 5_000;
const QUIET_MS = 60_000;

export function uploadDocument(store: string, file: File): Promise<unknown> {
  const form = new FormData();
  form.set("files", file);
  return sendForm(`/api/v1/stores/${store}/documents`, form);
}

export const findingsQuery = (store: string, state: Finding["state"]) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "findings", state],
    initialPageParam: FIRST,
    queryFn: ({ pageParam: cursor }) =>
      answer<Page<Finding>>(
        api.GET("/api/v1/stores/{store}/lint/findings", {
          params: { path: { store }, query: { limit: MOST, state, ...(cursor && { cursor }) } },
        }),
      ),
    getNextPageParam: paged,
  });

const RUN_MS = 2_000;

export const lintRunQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "lint run"],
    queryFn: async () =>
      (
        await answer<Page<LintRun>>(
          api.GET("/api/v1/stores/{store}/lint/runs", {
            params: { path: { store }, query: { limit: 1 } },
          }),
        )
      ).items[0] ?? null,
    refetchInterval: ({ state }) =>
      state.data && ["queued", "running"].includes(state.data.state) ? RUN_MS : false,
  });

/** Return what can be done about findings. */
export function useFindingActions(store: string) {
  const queries = useQueryClient();
  const again = {
    onError: (error: unknown) => tellProblem(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["store", store] }),
  };
  const one = (finding_id: string) => ({ params: { path: { store, finding_id } } });
  return {
    look: useMutation({
      mutationFn: () =>
        answer(api.POST("/api/v1/stores/{store}/lint/runs", { params: { path: { store } } })),
      ...again,
    }),
    ignore: useMutation({
      mutationFn: ({ id, reason }: { id: string; reason: string }) =>
        answer(
          api.POST("/api/v1/stores/{store}/lint/findings/{finding_id}/ignore", {
            ...one(id),
            body: { reason },
          }),
        ),
      ...again,
    }),
    reopen: useMutation({
      mutationFn: (id: string) =>
        answer(api.POST("/api/v1/stores/{store}/lint/findings/{finding_id}/reopen", one(id))),
      ...again,
    }),
  };
}
