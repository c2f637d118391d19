import type { Feature } from "../feature";

/** What happened, what needs somebody, what changed. */
export const home: Feature = {
  name: "home",
  place: { group: "first", icon: "home", path: "/", key: "h", bar: true },
  screens: [{ path: "/", load: () => import("./Home") }],
};
