import type { Feature } from "../feature";

/** How the assistant answers: its draft, a test chat, how answers come about, and its versions. */
export const assistant: Feature = {
  name: "assistant",
  place: {
    group: "teach",
    icon: "assistant",
    path: "/assistant",
    right: "assistant.read",
    key: "a",
  },
  screens: [
    { path: "/assistant", load: () => import("./Assistant") },
    { path: "/assistant/versions", load: () => import("./Versions") },
    { path: "/assistant/versions/$number", load: () => import("./OneVersion") },
    { path: "/assistant/$section", load: () => import("./Assistant") },
  ],
  commands: [
    {
      label: "versions",
      icon: "assistant",
      path: "/assistant/versions",
      right: "assistant.read",
    },
  ],
};
