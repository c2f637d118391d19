import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { tellProblem } from "../../problems/said";
import type { Trace } from "./types";

/** How an answer came about. */
export const traceQuery = (store: string, message_id: string) =>
  queryOptions({
    queryKey: ["store", store, "trace", message_id],
    queryFn: () =>
      answer(
        api.GET("/api/v1/stores/{store}/messages/{message_id}/trace", {
          params: { path: { store, message_id } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A shopper whom staff make up to try the assistant. What is absent is not known, or the store's. */
export interface Situation {
  market?: string;
  page?: string;
  language?: string;
  signed_in?: boolean;
  /** Handles, ids or SKUs of products. */
  basket?: readonly string[];
}

/** Return as whom a question was asked, out of a trace. */
export function situationOf(trace: Trace): Situation {
  const told = (trace.query.as ?? {}) as {
    market?: string | null;
    page?: string | null;
    language?: string | null;
    signed_in?: boolean;
    basket?: readonly { id: string }[];
  };
  return {
    ...(told.market && { market: told.market }),
    ...(told.page && { page: told.page }),
    ...(told.language && { language: told.language }),
    ...(told.signed_in && { signed_in: true }),
    ...(told.basket?.length && { basket: told.basket.map((one) => one.id) }),
  };
}

/** Ask the question of a trace again, under the draft or under live; gives the id of the answer. */
export const useAgain = (store: string) =>
  useMutation({
    mutationFn: async ({ trace, release }: { trace: Trace; release: "draft" | "live" }) => {
      const said = await answer<{ message: { id: string } }>(
        api.POST("/api/v1/stores/{store}/assistant/preview", {
          params: { path: { store } },
          headers: { accept: "application/json" },
          body: {
            message: String(trace.query.asked ?? ""),
            release,
            ...situationOf(trace),
          } as never,
        }),
      );
      return said.message.id;
    },
    onError: (error) => tellProblem(error),
  });
