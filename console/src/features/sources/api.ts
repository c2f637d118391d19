/** What screens ask and do about sources. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { tellProblem } from "../../problems/said";
import type { Cause } from "./types";

const MOST = 100;
const inStore = (store: string) => ({ params: { path: { store } } });

export const sourcesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "sources"],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/stores/{store}/sources", {
            params: { path: { store }, query: { limit: MOST } },
          }),
        )
      ).items.filter((one) => one.state !== "removed"),
    refetchInterval: 15_000,
  });

export const kindsQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "source kinds"],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/stores/{store}/source-kinds", inStore(store)))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A source's runs, the newest first. */
export const runsQuery = (store: string, source_id: string, limit = 10) =>
  queryOptions({
    queryKey: ["store", store, "sources", source_id, "runs", limit],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/stores/{store}/sources/{source_id}/runs", {
            params: { path: { store, source_id }, query: { limit } },
          }),
        )
      ).items,
    refetchInterval: 15_000,
  });

export const runQuery = (store: string, source_id: string, run_id: string) =>
  queryOptions({
    queryKey: ["store", store, "sources", source_id, "run", run_id],
    queryFn: () =>
      answer(
        api.GET("/api/v1/stores/{store}/sources/{source_id}/runs/{run_id}", {
          params: { path: { store, source_id, run_id } },
        }),
      ),
  });

export const runEvents = (store: string, source: string, run: string) =>
  `/api/v1/stores/${store}/sources/${source}/runs/${run}/events`;

export const problemsQuery = (store: string, source_id: string) =>
  queryOptions({
    queryKey: ["store", store, "sources", source_id, "problems"],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/stores/{store}/sources/{source_id}/problems", {
            params: { path: { store, source_id } },
          }),
        )
      ).causes,
    refetchInterval: 15_000,
  });

/** Of which kinds a shop may be, the likeliest first. */
export const detect = async (store: string, address: string) =>
  (
    await answer(
      api.POST("/api/v1/stores/{store}/sources/detect", { ...inStore(store), body: { address } }),
    )
  ).items;

export interface Wanted {
  kind: string;
  name: string;
  options: Record<string, unknown>;
  credentials: Record<string, unknown>;
  schedule?: string | null;
}

export const tryOut = (store: string, wanted: Wanted) =>
  answer(
    api.POST("/api/v1/stores/{store}/sources/test", { ...inStore(store), body: wanted as never }),
  );

export const connect = (store: string, wanted: Wanted) =>
  answer(api.POST("/api/v1/stores/{store}/sources", { ...inStore(store), body: wanted as never }));

/** Begin to read all of a source. */
export const readNow = (store: string, source_id: string) =>
  answer(
    api.POST("/api/v1/stores/{store}/sources/{source_id}/sync", {
      params: { path: { store, source_id } },
      body: { mode: "full" },
    }),
  );

type SourceAction = "pause" | "resume";
type RunAction = "pause" | "resume" | "stop" | "approve" | "refuse" | "rollback";

/** Return what can be done about a source. Each says what came of it, and what is shown is fetched anew. */
export function useSourceActions(store: string, source_id: string) {
  const of = { params: { path: { store, source_id } } };
  const base = "/api/v1/stores/{store}/sources/{source_id}" as const;
  return {
    source: useAct(store, (action: SourceAction) =>
      answer(api.POST(`${base}/${action}` as `${typeof base}/pause`, of)),
    ),
    sync: useAct(store, (mode: "incremental" | "full") =>
      answer(api.POST(`${base}/sync`, { ...of, body: { mode } })),
    ),
    remove: useAct(store, () => answer(api.DELETE(base, of))),
    run: useAct(store, ({ run_id, action }: { run_id: string; action: RunAction }) =>
      answer(
        api.POST(`${base}/runs/{run_id}/${action}` as `${typeof base}/runs/{run_id}/pause`, {
          params: { path: { store, source_id, run_id } },
        }),
      ),
    ),
    cause: useAct(store, ({ cause, action }: { cause: Cause; action: "retry" | "dismiss" }) =>
      answer(
        api.POST(`${base}/problems/${action}` as `${typeof base}/problems/retry`, {
          ...of,
          body: { resource: cause.resource as never, code: cause.code, field: cause.field },
        }),
      ),
    ),
  };
}

function useAct<Given>(store: string, act: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["store", store, "sources"] }),
  });
}

/** Begin to let Aisle into a source; the browser goes to the address that comes. @throws Problem */
export const beginConsent = (store: string, source_id: string) =>
  answer(
    api.POST("/api/v1/stores/{store}/sources/{source_id}/oauth", {
      params: { path: { store, source_id } },
    }),
  );
