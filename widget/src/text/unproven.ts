/** What the server writes behind a sentence that nothing of the shop's bears out, in each of its languages. */
export const UNPROVEN_WORDS = [
  "not in our shop’s sources",
  "nicht in den Quellen unseres Shops",
  "absent des sources de notre boutique",
  "no figura en las fuentes de nuestra tienda",
  "non nelle fonti del nostro negozio",
  "niet in de bronnen van onze winkel",
];

const MARK = new RegExp(`\\s*\\((${UNPROVEN_WORDS.join("|")})\\)`, "g");

/** Where a sentence begins behind another one, its source marks, or a line's end. */
const BEGINNING =
  /(?:[.!?…]["”»’)]*(?:\s*\[\d{1,3}\])*\s+(?=[\p{Lu}\p{Lo}\p{N}"“«¿¡*])|[。！？]\s*(?=.)|\n)/gu;

interface Stretch {
  text: string;
  /** The words that say that nothing bears this sentence out; null for everything else. */
  unproven: string | null;
}

/** A text in stretches: each sentence that is marked as unproven by itself, and what stands between. */
export function toStretches(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  const plainUntil = (end: number) => {
    if (end > done) stretches.push({ text: text.slice(done, end), unproven: null });
  };
  for (const mark of text.matchAll(MARK)) {
    const before = text.slice(done, mark.index);
    const begins = [...before.matchAll(BEGINNING)].at(-1);
    const lead = before.length - before.trimStart().length;
    const from = done + (begins ? begins.index + begins[0].length : lead);
    plainUntil(from);
    stretches.push({ text: text.slice(from, mark.index), unproven: mark[1] ?? "" });
    done = mark.index + mark[0].length;
  }
  plainUntil(text.length);
  return stretches;
}
