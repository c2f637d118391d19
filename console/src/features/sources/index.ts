import type { Feature } from "../feature";

/** What Aisle reads: the shop's pages, catalogue and systems. */
export const sources: Feature = {
  name: "sources",
  place: {
    group: "teach",
    icon: "sources",
    path: "/sources",
    right: "sources.read",
    key: "s",
    bar: true,
  },
  screens: [
    { path: "/sources", load: () => import("./SourceList") },
    { path: "/sources/new", load: () => import("./NewSource") },
    { path: "/sources/$source", load: () => import("./OneSource") },
  ],
  commands: [{ label: "add", icon: "plus", path: "/sources/new", right: "sources.write" }],
};
