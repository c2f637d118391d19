/** The tree of categories: what screens do about it, and how it is drawn. */
import { answer, api } from "../../api/client";
import { useAct } from "./api";
import type { Category } from "./types";

const ONE = "/api/v1/stores/{store}/article-categories/{category_id}" as const;

export interface Placed {
  name: string;
  parent_id: string | null;
}

/** Return what can be done about categories. */
export function useCategoryActions(store: string) {
  const of = (category_id: string) => ({ params: { path: { store, category_id } } });
  return {
    add: useAct(store, (body: Placed) =>
      answer(
        api.POST("/api/v1/stores/{store}/article-categories", {
          params: { path: { store } },
          body: body as never,
        }),
      ),
    ),
    change: useAct(store, ({ id, ...body }: Placed & { id: string }) =>
      answer(api.PUT(ONE, { ...of(id), body: body as never })),
    ),
    remove: useAct(store, (id: string) => answer(api.DELETE(ONE, of(id)))),
  };
}

/** How many categories stand above one. */
export const depthOf = (one: Category): number => one.path.split("/").length - 1;

/** Return whether one stands below another, or is it. */
export function isBelow(one: Category, other: Category, all: readonly Category[]): boolean {
  const parents = new Map(all.map(({ id, parent_id }) => [id, parent_id]));
  let at: string | null | undefined = one.id;
  while (at && at !== other.id) at = parents.get(at);
  return at === other.id;
}
