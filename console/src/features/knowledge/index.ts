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
    { path: "/knowledge/new", load: () => import("./NewFromQuestion") },
    { path: "/knowledge/upload", load: () => import("./Upload") },
    { path: "/knowledge/batches/$batch", load: () => import("./OneBatch") },
    { path: "/knowledge/categories", load: () => import("./Categories") },
    { path: "/knowledge/documents", load: () => import("./Documents") },
    { path: "/knowledge/checks", load: () => import("./Findings") },
    { path: "/knowledge/$article", load: () => import("./OneArticle") },
  ],
  commands: [
    { label: "write", icon: "plus", path: "/knowledge?new=open", right: "articles.write" },
    { label: "add-files", icon: "file", path: "/knowledge/upload", right: "articles.write" },
  ],
};
