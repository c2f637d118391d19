/** A draft as one text with the save that it began from, and what two people's texts come to, as pure functions. */
import type { Content, Span } from "./types";

/** What is kept while somebody writes: the whole draft, and the number of the save that it began from. */
export interface Written extends Content {
  base: number;
}

export const encode = (content: Content, base: number): string => {
  const { title, body, category_id, tags, valid_from, valid_until, markets } = content;
  return JSON.stringify({
    base,
    title,
    body,
    category_id,
    tags,
    valid_from,
    valid_until,
    markets,
  });
};

export const decode = (text: string): Written => JSON.parse(text) as Written;

/** Own saves, each with the one after it: what began from one of them goes on from the newest, and meets no conflict with itself. */
export class OwnSaves {
  readonly #next = new Map<number, number>();

  note(base: number, saved: number): void {
    if (saved !== base) this.#next.set(base, saved);
  }

  newest(base: number): number {
    const next = this.#next.get(base);
    return next === undefined ? base : this.newest(next);
  }
}

/** A paragraph of both texts, or of one. */
interface Pair {
  mine: string | undefined;
  theirs: string | undefined;
}

const paragraphs = (text: string) => text.split(/\n{2,}/).filter((one) => one.trim());

/** Return paragraphs side by side: the same ones beside each other, and what differs between them in pairs. */
export function sideBySide(mine: string, theirs: string): Pair[] {
  const [left, right] = [paragraphs(mine), paragraphs(theirs)];
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  for (const [i, j] of [...common(left, right), [left.length, right.length] as const]) {
    while (a < i || b < j) {
      pairs.push({ mine: a < i ? left[a] : undefined, theirs: b < j ? right[b] : undefined });
      a = Math.min(a + 1, i);
      b = Math.min(b + 1, j);
    }
    if (i < left.length && j < right.length) pairs.push({ mine: left[i], theirs: right[j] });
    [a, b] = [i + 1, j + 1];
  }
  return pairs;
}

/** Places of the longest common subsequence. */
function common(left: readonly string[], right: readonly string[]): (readonly [number, number])[] {
  const best = left.map(() => right.map(() => 0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      (best[i] as number[])[j] =
        left[i] === right[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
  const places: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < left.length && j < right.length; )
    if (left[i] === right[j]) places.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  return places;
}

export type Taken = "mine" | "theirs" | "both";

/** Return the text that the choices make. A paragraph of one text alone is kept unless the other was chosen. */
export function chosen(pairs: readonly Pair[], taken: readonly Taken[]): string {
  return pairs
    .flatMap(({ mine, theirs }, at) => {
      if (mine === theirs) return [mine];
      const how = taken[at] ?? "both";
      return [how !== "theirs" ? mine : undefined, how !== "mine" ? theirs : undefined];
    })
    .filter((one) => one !== undefined)
    .join("\n\n");
}

const BESIDE = 60;

/** Return spans with long stretches that stay cut to what stands beside a change. */
export function shortened(spans: readonly Span[]): Span[] {
  return spans.map((one, at) => {
    if (one.op !== "equal") return one;
    const head = at === 0 ? "" : one.text.slice(0, BESIDE);
    const tail = at === spans.length - 1 ? "" : one.text.slice(-BESIDE);
    return head.length + tail.length >= one.text.length
      ? one
      : { ...one, text: `${head} … ${tail}` };
  });
}

/** A passage that a draft begins with, marked with where it is from. */
export interface Quoted {
  title: string;
  text: string;
}

/** Return a draft made of passages: each quoted, with a line that names its source. source: says that line. */
export function draftOf(picked: readonly Quoted[], source: (title: string) => string): string {
  return picked
    .map(({ title, text }) =>
      [...text.trim().split("\n"), "", source(title)]
        .map((line) => `> ${line}`.trimEnd())
        .join("\n"),
    )
    .join("\n\n");
}

/** Return the words of a line with commas between them. */
export const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
