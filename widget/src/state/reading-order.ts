import type { Citation, Clarify, Comparison, Contact, Filter, ProductCard } from "../api/types";
import { spoken } from "../text/markdown";
import type { Answer, Part, TextPart } from "./conversation";

/** What is drawn one below the other. Neighbouring products become one list. */
export type Section =
  | { kind: "text"; part: TextPart }
  | { kind: "products"; cards: ProductCard[] }
  | { kind: "comparison"; comparison: Comparison }
  | { kind: "clarify"; clarify: Clarify; isSaid: boolean }
  | { kind: "person"; contact: Contact };

function sectionOf(part: Part): Section | null {
  switch (part.type) {
    case "text":
      return { kind: "text", part };
    case "data-product":
      return { kind: "products", cards: [part.data] };
    case "data-comparison":
      return { kind: "comparison", comparison: part.data };
    case "data-clarify":
      return { kind: "clarify", clarify: part.data, isSaid: false };
    case "data-person":
      return { kind: "person", contact: part.data.contact };
    default:
      return null;
  }
}

const plain = (text: string) => spoken(text).replace(/\s+/g, " ").trim();

const isSaidIn = (parts: Part[], words: string) =>
  parts.some((part) => part.type === "text" && plain(part.text).includes(plain(words)));

export function sectionsOf(parts: Part[]): Section[] {
  const sections: Section[] = [];
  for (const section of parts.map(sectionOf)) {
    const last = sections.at(-1);
    if (section?.kind === "clarify") section.isSaid = isSaidIn(parts, section.clarify.question);
    if (section?.kind === "products" && last?.kind === "products")
      last.cards.push(...section.cards);
    else if (section) sections.push(section);
  }
  return sections;
}

export const citationsOf = (answer: Answer): Citation[] =>
  answer.parts.flatMap((part) => (part.type === "data-citation" ? [part.data] : []));

export const filtersOf = (answer: Answer): Filter[] =>
  answer.parts.flatMap((part) => (part.type === "data-filter" ? [part.data] : []));

export const suggestionsOf = (answer: Answer): string[] =>
  answer.parts.flatMap((part) => (part.type === "data-suggestion" ? [part.data.text] : []));

/** What became of the shopper's limits, where the answer does not say it itself. */
export const remarksOf = ({ parts }: Answer): string[] =>
  parts.flatMap((part) =>
    part.type === "data-relaxed" && !isSaidIn(parts, part.data.text) ? [part.data.text] : [],
  );

/** When the oldest of the prices and stock figures in the text was true. */
export const factsAsOf = ({ parts }: Answer): string | null =>
  parts
    .flatMap((part) => (part.type === "data-fact" && part.data.as_of ? [part.data.as_of] : []))
    .sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;

/** Something to read has come, more than the chips that say what was understood. */
export const hasBegun = (answer: Answer) => sectionsOf(answer.parts).length > 0;

const EVIDENCE = new Set(["data-citation", "data-product", "data-comparison"]);

/** There is something to be more or less sure about. */
export const hasEvidence = (answer: Answer) => answer.parts.some(({ type }) => EVIDENCE.has(type));
