/** What differs between two answers to the same question, one by one. */
import type { Answer, Part } from "./types";

/** A difference by its name. gained, lost: what the first has and the second has not, and the other way round. */
export type Differing =
  | {
      kind: "list";
      name: "sources" | "products";
      gained: readonly string[];
      lost: readonly string[];
    }
  | { kind: "count"; name: "words" | "length"; mine: number; theirs: number }
  | { kind: "outcome"; name: "outcome"; found: boolean };

/** Return what of an answer differs from another one: what came of it, words, sources, products. */
export function differencesOf(mine: Answer, theirs: Answer): readonly Differing[] {
  const found: Differing[] = [];
  if (!!mine.abstained !== !!theirs.abstained)
    found.push({ kind: "outcome", name: "outcome", found: !mine.abstained });
  const [said, other] = [wordsIn(mine.parts), wordsIn(theirs.parts)];
  if (said.join(" ") !== other.join(" ")) {
    const common = commonOf(said, other);
    found.push({
      kind: "count",
      name: "words",
      mine: said.length - common,
      theirs: other.length - common,
    });
  }
  if (said.length !== other.length)
    found.push({ kind: "count", name: "length", mine: said.length, theirs: other.length });
  for (const [name, listed] of [
    ["sources", titlesCited],
    ["products", titlesShown],
  ] as const) {
    const [a, b] = [listed(mine.parts), listed(theirs.parts)];
    const gained = a.filter((one) => !b.includes(one));
    const lost = b.filter((one) => !a.includes(one));
    if (gained.length || lost.length) found.push({ kind: "list", name, gained, lost });
  }
  return found;
}

/** How many words two texts share, each as often as both have it. */
function commonOf(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  return a.filter((word) => {
    const times = left.get(word) ?? 0;
    left.set(word, times - 1);
    return times > 0;
  }).length;
}

const wordsIn = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap((one) =>
    one.type === "text" ? (one.text.replace(/\[\d+\]/g, " ").match(/[\p{L}\p{N}]+/gu) ?? []) : [],
  );

const titlesCited = (parts: readonly Part[]): readonly string[] => [
  ...new Set(parts.flatMap((one) => (one.type === "data-citation" ? [one.data.title] : []))),
];

const titlesShown = (parts: readonly Part[]): readonly string[] => [
  ...new Set(parts.flatMap((one) => (one.type === "data-product" ? [one.data.title] : []))),
];
