/** What the screens of the widget ask and change. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";

export type Draft = components["schemas"]["ShownWidgetDraft"];
export type Settings = Draft["draft"];
export type Palette = components["schemas"]["WidgetPalette"];
export type Changes = Partial<Settings>;

const at = (store: string) => ({ params: { path: { store } } });
export const draftKey = (store: string) => ["store", store, "widget"];

export const draftQuery = (store: string) =>
  queryOptions({
    queryKey: draftKey(store),
    queryFn: () => answer(api.GET("/api/v1/stores/{store}/widget", at(store))),
  });

/** A link to the draft: good for three days, fetched anew every day. */
export const previewQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "widget-preview"],
    queryFn: () => answer(api.POST("/api/v1/stores/{store}/widget/previews", at(store))),
    staleTime: 86_400_000,
    retry: false,
  });

export const installQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "widget-install"],
    queryFn: () => answer(api.GET("/api/v1/stores/{store}/widget/install", at(store))),
  });

/** Save over the revision that was read. @throws Problem `widget_draft_changed` where another person saved meanwhile. */
export function saveDraft(store: string, changes: Changes, revision: number): Promise<Draft> {
  const params = { path: { store }, header: { "if-match": `"${revision}"` } };
  return answer<Draft>(
    api.PATCH("/api/v1/stores/{store}/widget", { params, body: changes as never }),
  );
}

/** Make the draft what shoppers see. expected: the number of the live release as it was read. */
export function publish(store: string, expected: number, note: string): Promise<unknown> {
  const body = { expected, note } as never;
  return answer(api.POST("/api/v1/stores/{store}/widget/releases", { ...at(store), body }));
}
