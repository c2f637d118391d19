import type { Feature } from "../feature";

/** Who works here, which programs may come in, and what was done. */
export const settings: Feature = {
  name: "settings",
  place: { group: "last", icon: "settings", path: "/settings", key: "x", right: "stores.read" },
  screens: [
    { path: "/settings", load: () => import("./Start") },
    { path: "/settings/team", load: () => import("./team/Team") },
    { path: "/settings/roles", load: () => import("./roles/Roles") },
    { path: "/settings/keys", load: () => import("./keys/Keys") },
    { path: "/settings/security", load: () => import("./security/Security") },
    { path: "/settings/models", load: () => import("./models/Models") },
    { path: "/settings/usage", load: () => import("./usage/Usage") },
    { path: "/settings/privacy", load: () => import("./privacy/Privacy") },
    { path: "/settings/audit", load: () => import("./audit/Audit") },
    { path: "/settings/organization", load: () => import("./organization/Organization") },
  ],
  commands: [
    { label: "invite", icon: "person", path: "/settings/team?invite=open", right: "members.write" },
    {
      label: "add-sign-on",
      icon: "shield",
      path: "/settings/security?add=sign-on",
      right: "sign_on.write",
    },
    { label: "add-key", icon: "shield", path: "/settings/keys?add=open", right: "keys.write" },
  ],
};
