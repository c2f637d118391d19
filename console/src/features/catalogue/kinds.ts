/** What can be done to many products at once, as the form offers it. Pure. */
import type { Wanted } from "./editing";
import { listOf } from "./words";

export const KINDS = [
  "brand",
  "category",
  "add_tags",
  "remove_tags",
  "replace",
  "hide",
  "show",
  "take_back",
] as const;
export type Kind = (typeof KINDS)[number];

/** Return what the API is asked for; undefined where something is missing. An empty brand or category means none. */
export function wantedOf(
  kind: Kind,
  text: string,
  instead: string,
): Omit<Wanted, "products"> | undefined {
  const words = text.trim();
  if (kind === "hide") return { set: { hidden: true } };
  if (kind === "show") return { take_back: ["hidden"] };
  if (kind === "take_back") return { take_back: ["*"] };
  if (kind === "brand" || kind === "category") return { set: { [kind]: words || null } };
  if (!words) return undefined;
  // Blanks at the ends count: "blue " is another word than "blue".
  if (kind === "replace") return { replace: { search: text, instead } };
  return { [kind]: listOf(text) };
}
