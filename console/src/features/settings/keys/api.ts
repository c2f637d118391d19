/** Keys of programs and pages; their secrets are shown once. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components, paths } from "../../../api/schema";

export type Key = components["schemas"]["ListedKey"];
export type MadeKey = components["schemas"]["MadeKey"];
/** What is made, as `POST /keys` takes it. */
export type Wanted = paths["/api/v1/keys"]["post"]["requestBody"]["content"]["application/json"];

const MOST = 100;

export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: async () =>
    (
      await answer<{ items: readonly Key[] }>(
        api.GET("/api/v1/keys", { params: { query: { limit: MOST } } }),
      )
    ).items,
});

const of = (key_id: string) => ({ params: { path: { key_id } } });

export const makeKey = (wanted: Wanted) =>
  answer<MadeKey>(api.POST("/api/v1/keys", { body: wanted }));
export const rotateKey = (id: string, hours: number) =>
  answer<MadeKey>(api.POST("/api/v1/keys/{key_id}/rotate", { ...of(id), body: { hours } }));
export const revokeKey = (id: string) => answer(api.DELETE("/api/v1/keys/{key_id}", of(id)));
