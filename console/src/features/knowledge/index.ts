import type { Feature } from "../feature";

/** What people wrote for answers to rest on: articles, documents, and what is to be mended in them. */
export const knowledge: Feature = {
  name: "knowledge",
  place: {
    group: "teach",
    icon: "knowledge",
    path: "/knowledge",
    right: "articles.read",
    key: "k",
  },
  screens: [
    { path: "/knowledge", load: () => import("./ArticleList") },
    { path: "/knowledge/documents", load: () => import("./Documents") },
    { path: "/knowledge/checks", load: () => import("./Findings") },
    { path: "/knowledge/$article", load: () => import("./OneArticle") },
  ],
  commands: [
    { label: "write", icon: "plus", path: "/knowledge?new=open", right: "articles.write" },
  ],
};
