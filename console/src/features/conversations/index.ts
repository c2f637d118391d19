import type { Feature } from "../feature";

/** What shoppers ask and are told, and what staff note on it. */
export const conversations: Feature = {
  name: "conversations",
  place: {
    group: "first",
    icon: "conversations",
    path: "/conversations",
    right: "inbox.read",
    key: "c",
    bar: true,
  },
  screens: [
    { path: "/conversations", load: () => import("./Inbox") },
    { path: "/conversations/feedback", load: () => import("./Feedback") },
    { path: "/conversations/$conversation", load: () => import("./Inbox") },
    { path: "/answers/$message", load: () => import("./OneTrace") },
  ],
  commands: [
    {
      label: "feedback.all",
      icon: "conversations",
      path: "/conversations/feedback",
      right: "inbox.read",
    },
  ],
};
