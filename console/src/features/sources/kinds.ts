import type { IconName } from "../../ui/Icon";

const ICONS: Readonly<Record<string, IconName>> = {
  website: "globe",
  folder: "file",
  bucket: "file",
  google: "file",
  notion: "knowledge",
  confluence: "knowledge",
  api: "code",
  database: "code",
  feed: "catalogue",
};

/** Return the drawing of a kind of source; shops are the rule. */
export function iconOf(kind: string): IconName {
  return ICONS[kind] ?? "shop";
}
