/** Between settings and how people write them in a form. */
import type { Settings } from "./api";

/** One entry a line; empty lines are none. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** Codes with commas or spaces between. */
export const codesOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);

/** An empty field means: as the store's settings say, or the widget's own words. */
export const textOrNone = (text: string): string | null => text.trim() || null;

/** What is suggested on pages that have nothing of their own. */
export const generalOf = ({ suggestions }: Settings): string[] => [
  ...(suggestions.find(isGeneral)?.texts ?? []),
];

/** Put the general suggestions last, behind those for certain pages, which are left as they are. */
export function withGeneral({ suggestions }: Settings, texts: string[]): Settings["suggestions"] {
  const others = suggestions.filter((one) => !isGeneral(one));
  return texts.length ? [...others, { paths: ["*"], texts: texts.slice(0, 4) }] : others;
}

const isGeneral = ({ paths }: { paths?: readonly string[] }) =>
  paths?.length === 1 && paths[0] === "*";

export interface View {
  size: "desktop" | "phone";
  show: "open" | "closed" | "nudge" | "answering";
  mode: "draft" | "light" | "dark";
  direction: "ltr" | "rtl";
}

/** The address of the preview in a state. page: as the API made it, with the signed link. */
export function previewAddress(page: string, view: View, question: string): string {
  const { pathname, searchParams } = new URL(page);
  searchParams.set("show", view.show);
  if (view.mode !== "draft") searchParams.set("mode", view.mode);
  if (view.direction === "rtl") searchParams.set("language", "ar");
  if (view.show === "answering") searchParams.set("ask", question);
  return `${pathname}?${searchParams}`;
}

/** Where the snippet goes, per platform; the words are messages. */
export const PLATFORMS = [
  "shopify",
  "woocommerce",
  "magento",
  "bigcommerce",
  "tag-manager",
  "other",
] as const;
export type Platform = (typeof PLATFORMS)[number];
