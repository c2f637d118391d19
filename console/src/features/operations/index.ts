import type { Feature } from "../feature";

/** What works in the background, what failed for good, how model providers do. */
export const operations: Feature = {
  name: "operations",
  place: { group: "last", icon: "operations", path: "/operations", right: "jobs.read", key: "o" },
  screens: [
    { path: "/operations", load: () => import("./Jobs") },
    { path: "/operations/failed", load: () => import("./Failed") },
    { path: "/operations/providers", load: () => import("./Providers") },
  ],
};
