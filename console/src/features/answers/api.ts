import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";

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
