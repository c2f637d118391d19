/** What can be done to many products at once, as the form offers it. Pure. */
import type { Wanted } from "./editing";
import { listOf } from "./words";

export const KINDS = [
  "title",
  "description",
  "replace",
  "add_words",
  "brand",
  "category",
  "attribute",
  "add_tags",
  "remove_tags",
  "hide",
  "show",
  "take_back",
] as const;
export type Kind = (typeof KINDS)[number];

/** Fields whose words are replaced or added to. */
export const PLACES = {
  both: ["title", "description"],
  title: ["title"],
  description: ["description"],
} as const;
export type Place = keyof typeof PLACES;

/** What the form says. other: what it is replaced with, what is put behind, or an attribute's name. */
export interface Said {
  kind: Kind;
  text: string;
  other: string;
  place: Place;
  anyCase: boolean;
}

type Done = Omit<Wanted, "products">;

const WANTED: Record<Kind, (said: Said) => Done | undefined> = {
  title: ({ text }) => (text.trim() ? { set: { title: text.trim() } } : undefined),
  description: ({ text }) => ({ set: { description: text.trim() || null } }),
  brand: ({ text }) => ({ set: { brand: text.trim() || null } }),
  category: ({ text }) => ({ set: { category: text.trim() || null } }),
  attribute: ({ text, other }) =>
    other.trim() ? { set: { [`attributes.${other.trim()}`]: text.trim() || null } } : undefined,
  add_tags: ({ text }) => (text.trim() ? { add_tags: listOf(text) } : undefined),
  remove_tags: ({ text }) => (text.trim() ? { remove_tags: listOf(text) } : undefined),
  // Blanks at the ends count: "blue " is another word than "blue".
  replace: ({ text, other, place, anyCase }) =>
    text
      ? { replace: { search: text, instead: other, any_case: anyCase, fields: PLACES[place] } }
      : undefined,
  add_words: ({ text, other, place }) =>
    text.trim() || other.trim()
      ? { add_words: { fields: PLACES[place], before: text, after: other } }
      : undefined,
  hide: () => ({ set: { hidden: true } }),
  show: () => ({ take_back: ["hidden"] }),
  take_back: () => ({ take_back: ["*"] }),
};

/** Return what the API is asked for; undefined where something is missing. A field that is set to nothing is left out. */
export const wantedOf = (said: Said): Done | undefined => WANTED[said.kind](said);
