/** Who is signed in, what they may do, and where. */
import { type QueryClient, queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { actIn, answer, api, keepCsrfToken, Problem } from "./client";
import type { components } from "./schema";

export type Session = components["schemas"]["SessionShown"];
type StoreSummary = components["schemas"]["WholeStore"];
export type ListedStore = Pick<
  StoreSummary,
  "id" | "slug" | "name" | "suspended_at" | "deleted_at"
>;

/** As whom, and where, this page was opened: what it shows is theirs, and what is written in it is written as them. */
let opened: string | undefined;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session> => {
    const session = await answer(api.GET("/api/v1/auth/session"));
    const here = session.organizations.find((one) => one.current)?.id;
    const now = `${session.person.id} ${here}`;
    if (opened && opened !== now) beginAnew();
    opened = now;
    actIn(here);
    keepCsrfToken(session.csrf_token);
    return session;
  },
  staleTime: 60_000,
});

/** Somebody else signed in meanwhile, or into another organization: nothing that this page holds is for them. */
function beginAnew(): never {
  location.reload();
  throw new Problem(409, "other_organization", "");
}

export const storesQuery = queryOptions({
  queryKey: ["stores"],
  queryFn: async () => {
    const found = await answer<{ items: ListedStore[] }>(api.GET("/api/v1/stores"));
    return found.items.filter((one) => !one.deleted_at);
  },
  staleTime: 60_000,
});

/** The settings of a store: currency, language, address. */
export const storeQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "settings"],
    queryFn: () => answer(api.GET("/api/v1/stores/{store}", { params: { path: { store } } })),
    staleTime: 60_000,
  });

export interface Installation {
  snippet: string | null;
  origins: readonly string[];
  /** Where the widget was seen, the latest first. */
  seen: readonly { origin: string; last_at: string }[];
}

/** How the widget is put into a shop's pages, and where it was seen. */
export const installQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "installation"],
    queryFn: () =>
      answer<Installation>(
        api.GET("/api/v1/stores/{store}/widget/install", { params: { path: { store } } }),
      ),
    retry: false,
  });

/** Return who is signed in; below the shell, where somebody is. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Return a function that says whether the signed-in person may do something in a store, by its slug. */
export function useRights(store: string): (action: string) => boolean {
  const session = useSession();
  const stores = useQuery(storesQuery).data;
  const id = stores?.find((one) => one.slug === store || one.id === store)?.id;
  const here = session.organizations.find((one) => one.current)?.rights ?? [];
  const actions = new Set(
    here.filter((right) => !right.store_id || right.store_id === id).flatMap((one) => one.actions),
  );
  return (action) => actions.has(action);
}

/** Act in another organization; everything that was read belonged to the one before. */
export async function enterOrganization(
  queries: QueryClient,
  organization_id: string,
): Promise<void> {
  await answer(
    api.POST("/api/v1/auth/organizations/{organization_id}/enter", {
      params: { path: { organization_id } },
    }),
  );
  opened = undefined;
  actIn(organization_id);
  queries.clear();
}
