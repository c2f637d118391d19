/** What screens ask and do about conversations. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { tellProblem } from "../../problems/said";
import { askedOf, type Filters } from "./filters";

type Schemas = components["schemas"];
export type Listed = Schemas["ListedConversation"];
export type Side = Schemas["ConversationSide"];
export type Note = Schemas["Note"];
export type View = Schemas["SavedView"];
export type Given = Schemas["ShownFeedback"];

const PAGE = 25;

/** Conversations that fit filters, the last spoken in first, page by page. */
export const listQuery = (store: string, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "conversations", "list", filters],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/stores/{store}/conversations", {
          params: {
            path: { store },
            query: {
              ...askedOf(filters, Date.now()),
              limit: PAGE,
              ...(pageParam && { cursor: pageParam }),
            } as never,
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });

const of = (store: string, conversation_id: string) => ({
  params: { path: { store, conversation_id } },
});

export const sideQuery = (store: string, conversation: string) =>
  queryOptions({
    queryKey: ["store", store, "conversations", "side", conversation],
    queryFn: () =>
      answer(
        api.GET(
          "/api/v1/stores/{store}/conversations/{conversation_id}/side",
          of(store, conversation),
        ),
      ),
  });

export const threadQuery = (store: string, conversation: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "conversations", "thread", conversation],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      answer<Schemas["MessagePage"]>(
        api.GET("/api/v1/stores/{store}/conversations/{conversation_id}/messages", {
          params: {
            path: { store, conversation_id: conversation },
            query: { limit: 50, ...(pageParam && { cursor: pageParam }) } as never,
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });

export const viewsQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "conversation views"],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/stores/{store}/conversation-views", { params: { path: { store } } }),
        )
      ).items,
  });

export const labelsQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "conversation labels"],
    queryFn: async () =>
      (
        await answer<{ items: readonly { label: string; conversations: number }[] }>(
          api.GET("/api/v1/stores/{store}/conversation-labels", { params: { path: { store } } }),
        )
      ).items,
  });

/** What shoppers thought of answers, the newest first, page by page. */
export const feedbackQuery = (store: string, filters: Readonly<Record<string, string>>) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "conversations", "feedback", filters],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/stores/{store}/feedback", {
          params: {
            path: { store },
            query: { ...filters, limit: PAGE, ...(pageParam && { cursor: pageParam }) } as never,
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });

/** What an answer rested on, for who mends it. */
export const basisQuery = (store: string, message_id: string) =>
  queryOptions({
    queryKey: ["store", store, "basis", message_id],
    queryFn: () =>
      answer(
        api.GET("/api/v1/stores/{store}/messages/{message_id}/basis", {
          params: { path: { store, message_id } },
        }),
      ),
  });

/** Mark feedback as dealt with, or open it again. */
export const useDealing = (store: string) =>
  useAct(store, ({ message_id, dealt }: { message_id: string; dealt: boolean }) =>
    answer(
      api.PUT("/api/v1/stores/{store}/feedback/{message_id}/dealt", {
        params: { path: { store, message_id } },
        body: { dealt } as never,
      }),
    ),
  );

export const eventsPath = (store: string) => `/api/v1/stores/${store}/conversations/events`;

/** Keep what somebody began to note; nobody else sees it. */
export const keepDraft = async (store: string, conversation: string, body: string) => {
  await answer(
    api.PUT("/api/v1/stores/{store}/conversations/{conversation_id}/draft", {
      ...of(store, conversation),
      body: { body } as never,
    }),
  );
  return { revision: "" };
};

/** Say for half a minute that one is looking; returns who is. */
export const appear = (store: string, conversation: string, typing: boolean) =>
  answer(
    api.PUT("/api/v1/stores/{store}/conversations/{conversation_id}/presence", {
      ...of(store, conversation),
      body: { typing } as never,
    }),
  );

export const disappear = (store: string, conversation: string) =>
  answer(
    api.DELETE(
      "/api/v1/stores/{store}/conversations/{conversation_id}/presence",
      of(store, conversation),
    ),
  );

/** Put a conversation away, or bring it back. */
export const useArchiving = (store: string) =>
  useAct(store, ({ id, archived }: { id: string; archived: boolean }) =>
    answer(
      api.PUT("/api/v1/stores/{store}/conversations/{conversation_id}/archived", {
        ...of(store, id),
        body: { archived } as never,
      }),
    ),
  );

/** Return what can be done with a conversation. What is shown is fetched anew. */
export function useConversationActions(store: string, conversation: string) {
  const base = "/api/v1/stores/{store}/conversations/{conversation_id}" as const;
  const here = of(store, conversation);
  return {
    archive: useAct(store, (archived: boolean) =>
      answer(api.PUT(`${base}/archived`, { ...here, body: { archived } as never })),
    ),
    label: useAct(store, (labels: readonly string[]) =>
      answer(api.PUT(`${base}/labels`, { ...here, body: { labels } as never })),
    ),
    note: useAct(store, (body: string) =>
      answer(api.POST(`${base}/notes`, { ...here, body: { body } as never })),
    ),
    removeNote: useAct(store, (note_id: string) =>
      answer(
        api.DELETE(`${base}/notes/{note_id}`, {
          params: { path: { store, conversation_id: conversation, note_id } },
        }),
      ),
    ),
  };
}

interface WantedView {
  name: string;
  shared: boolean;
  filters: Readonly<Record<string, unknown>>;
}

export function useViewActions(store: string) {
  const base = "/api/v1/stores/{store}/conversation-views" as const;
  return {
    save: useAct(store, (view: WantedView) =>
      answer(api.POST(base, { params: { path: { store } }, body: view as never })),
    ),
    remove: useAct(store, (view_id: string) =>
      answer(api.DELETE(`${base}/{view_id}`, { params: { path: { store, view_id } } })),
    ),
  };
}

function useAct<Given, Got>(store: string, act: (given: Given) => Promise<Got>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(error),
    onSettled: () =>
      Promise.all(
        ["conversations", "conversation views", "conversation labels"].map((name) =>
          queries.invalidateQueries({ queryKey: ["store", store, name] }),
        ),
      ),
  });
}
