/** Jobs, dead letters and the health of models. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { tellProblem } from "../../problems/said";

type Schemas = components["schemas"];
export type DeadGroup = Schemas["DeadGroup"];
export type Model = Schemas["ModelShown"];

export const STATES = ["queued", "running", "done", "dead", "cancelled"] as const;
export type State = (typeof STATES)[number];

/** A job as the list shows it. Times are moments in ISO 8601. */
export interface Job {
  id: string;
  kind: string;
  state: State;
  attempt: number;
  progress: { stage: string; done: number; total: number | null } | null;
  error: string | null;
  created_at: string;
  next_try_at: string | null;
  /** Whether the kind can be paused; what erases is not put off. */
  may_rest: boolean;
}

interface Jobs {
  items: readonly Job[];
  counts: Readonly<Partial<Record<State, number>>>;
  next_cursor: string | null;
}

const FOLLOW_MS = 5_000;
const PAGE = 50;

/** The store's jobs, the newest first; read anew every five seconds while one looks. */
export const jobsQuery = (store: string, state: State | "", kind: string) =>
  infiniteQueryOptions({
    queryKey: ["store", store, "jobs", state, kind],
    queryFn: ({ pageParam: cursor }) =>
      answer<Jobs>(
        api.GET("/api/v1/stores/{store}/jobs", {
          params: {
            path: { store },
            query: {
              limit: PAGE,
              ...(state && { state }),
              ...(kind && { kind }),
              ...(cursor && { cursor }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: FOLLOW_MS,
  });

export const pausesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "jobs", "pauses"],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/stores/{store}/job-pauses", { params: { path: { store } } })))
        .items,
  });

export const deadQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "jobs", "dead-letters"],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/stores/{store}/dead-letters", { params: { path: { store } } }),
        )
      ).items,
  });

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: async () => (await answer(api.GET("/api/v1/models"))).items,
  refetchInterval: FOLLOW_MS,
});

const inStore = (store: string) => ({ params: { path: { store } } });
const ofJob = (store: string, job_id: string) => ({ params: { path: { store, job_id } } });

export const retryJob = (store: string, job: string) =>
  answer(api.POST("/api/v1/stores/{store}/jobs/{job_id}/retry", ofJob(store, job)));
export const discardJob = (store: string, job: string) =>
  answer(api.POST("/api/v1/stores/{store}/jobs/{job_id}/discard", ofJob(store, job)));
export const retryGroup = (store: string, { kind, cause }: DeadGroup) =>
  answer(
    api.POST("/api/v1/stores/{store}/dead-letters/retry", {
      ...inStore(store),
      body: { kind, cause },
    }),
  );
export const discardGroup = (store: string, { kind, cause }: DeadGroup) =>
  answer(
    api.POST("/api/v1/stores/{store}/dead-letters/discard", {
      ...inStore(store),
      body: { kind, cause },
    }),
  );
export const pauseKinds = (store: string, kinds: string[]) =>
  answer(api.PUT("/api/v1/stores/{store}/job-pauses", { ...inStore(store), body: { kinds } }));

/** Return an action on the store's jobs: it says what was refused, and the lists are read anew. */
export function useDone<Given = void>(store: string, act: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["store", store, "jobs"] }),
  });
}
