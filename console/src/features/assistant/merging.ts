/** Edits of single settings beside what somebody else saved meanwhile. */
import type { Edits, Name, Settings } from "./types";

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const namesOf = (edits: Edits) => Object.keys(edits) as Name[];

/** Return the settings that both changed, and not to the same. base: what both began from. */
export function clashesOf(base: Settings, theirs: Settings, mine: Edits): readonly Name[] {
  return namesOf(mine).filter(
    (name) => !same(base[name], theirs[name]) && !same(mine[name], theirs[name]),
  );
}

/** Return edits without those that were sent and not changed since. */
export function unsent(edits: Edits, sent: Edits): Edits {
  return Object.fromEntries(
    namesOf(edits)
      .filter((name) => !(name in sent) || !same(edits[name], sent[name]))
      .map((name) => [name, edits[name]]),
  ) as Edits;
}

/** Return a text's paragraphs, each with whether another text has it, too. */
export function paragraphsOf(text: string, other: string) {
  const cut = (whole: string) => whole.split(/\n+/).filter((one) => one.trim());
  const known = new Set(cut(other));
  return cut(text).map((one) => ({ text: one, changed: !known.has(one) }));
}

export const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0;
