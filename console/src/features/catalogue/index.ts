import type { Feature } from "../feature";

/** What the shop sells, as answers know it. */
export const catalogue: Feature = {
  name: "catalogue",
  place: {
    group: "teach",
    icon: "catalogue",
    path: "/catalogue",
    right: "products.read",
    key: "p",
  },
  screens: [
    { path: "/catalogue", load: () => import("./ProductList") },
    { path: "/catalogue/import", load: () => import("./Import") },
    { path: "/catalogue/edits", load: () => import("./EditList") },
    { path: "/catalogue/$product", load: () => import("./OneProduct") },
  ],
  commands: [{ label: "import", icon: "plus", path: "/catalogue/import", right: "catalog.write" }],
};
