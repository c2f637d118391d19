import type { Feature } from "../feature";

/** How the widget looks, and how it gets onto a shop's pages. */
export const widget: Feature = {
  name: "widget",
  place: { group: "show", icon: "widget", path: "/widget", right: "widget.read", key: "w" },
  screens: [
    { path: "/widget", load: () => import("./Designer") },
    { path: "/widget/install", load: () => import("./Install") },
  ],
  commands: [{ label: "install", icon: "code", path: "/widget/install", right: "widget.read" }],
};
