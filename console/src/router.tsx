/** Every address of the console. Screens of stores come from the features; see features/index.ts. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { Suspense } from "react";
import { asProblem } from "./api/problem";
import { sessionQuery, storesQuery } from "./api/session";
import { FEATURES } from "./features";
import { DOORS, OWN } from "./features/account/doors";
import { toDoor } from "./features/account/entered";
import { STEPS } from "./features/onboarding/steps";
import { lastStore } from "./shell/lastStore";
import { NotFound, PageFault } from "./shell/PageFault";
import { SignedOut } from "./shell/SignedOut";
import { readSearch, writeSearch } from "./ui/urlState";

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: () => (
    <Suspense fallback={null}>
      <Outlet />
    </Suspense>
  ),
});

/** Lead whoever is not signed in to the door, and back here afterwards. */
async function requireSession({
  context,
  location,
}: {
  context: Context;
  location: { href: string };
}) {
  try {
    await context.queries.ensureQueryData(sessionQuery);
  } catch (error) {
    if (asProblem(error).status !== 401) throw error;
    throw redirect({ to: "/sign-in", search: toDoor(location.href) as never });
  }
}

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: requireSession,
  component: () => (
    <>
      <Outlet />
      <SignedOut />
    </>
  ),
});

/** Where no store is named: the one that was looked at last, or else the first; without any, the beginning. */
async function leadToStore({ context }: { context: Context }) {
  const stores = await context.queries.fetchQuery(storesQuery).catch((error) => {
    if (asProblem(error).status === 403) return [];
    throw error;
  });
  const store = stores.find((one) => one.slug === lastStore()) ?? stores[0];
  throw store
    ? redirect({ to: `/s/${store.slug}`, replace: true })
    : redirect({ to: "/onboarding/store", replace: true });
}

const noStore = createRoute({
  getParentRoute: () => signedIn,
  path: "/s",
  beforeLoad: leadToStore,
});

const store = createRoute({
  getParentRoute: () => signedIn,
  path: "/s/$store",
  component: lazyRouteComponent(() => import("./shell/Shell")),
});

const screens = FEATURES.flatMap((feature) =>
  (feature.screens ?? []).map((screen) =>
    createRoute({
      getParentRoute: () => store,
      path: screen.path,
      component: lazyRouteComponent(screen.load),
      staticData: { feature: feature.name },
    }),
  ),
);

const doors = DOORS.map((door) =>
  createRoute({
    getParentRoute: () => root,
    path: door.path,
    component: lazyRouteComponent(door.load),
  }),
);

const steps = STEPS.map((step) =>
  createRoute({
    getParentRoute: () => signedIn,
    path: step.path,
    component: lazyRouteComponent(step.load),
  }),
);

const own = OWN.map((screen) =>
  createRoute({
    getParentRoute: () => signedIn,
    path: screen.path,
    component: lazyRouteComponent(screen.load),
  }),
);

const tree = root.addChildren([
  ...doors,
  signedIn.addChildren([noStore, ...own, ...steps, store.addChildren(screens)]),
]);

/** Make the router. queries: where guards look for the session. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: "intent",
    defaultPendingMs: 200,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    scrollToTopSelectors: ["#main"],
    parseSearch: readSearch,
    stringifySearch: writeSearch as never,
  });
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** Whose screen it is. */
    feature?: string;
  }
}
