/** A paragraph as pieces: plain words, strong words, and marks that lead to what was quoted. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "strong"; text: string }
  | { kind: "mark"; mark: number; text: string };

const SPECIAL = /\*\*(.+?)\*\*|\[(\d{1,3})\]/g;

/** Take apart a paragraph with **strong** words and [1] marks. marks: those that something is quoted for. */
export function piecesOf(text: string, marks: ReadonlySet<number>): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(SPECIAL)) {
    const mark = Number(found[2]);
    if (found[2] && !marks.has(mark)) continue;
    if (found.index > at) pieces.push({ kind: "text", text: text.slice(at, found.index) });
    pieces.push(
      found[2]
        ? { kind: "mark", mark, text: found[2] }
        : { kind: "strong", text: found[1] as string },
    );
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
}

/** An answer as words alone, for a line of a list: nothing strong, no marks. */
export const plain = (text: string): string =>
  text.replace(SPECIAL, (_, strong?: string) => strong ?? "").replace(/ +(?=[.,;:!?]|$)/gm, "");

/** Cut a text where words that were looked for stand, whatever their case: found ones are every second piece. */
export function highlighted(text: string, words: readonly string[]): readonly string[] {
  const wanted = words.filter((one) => one.length > 1).map(escaped);
  return wanted.length ? text.split(new RegExp(`(${wanted.join("|")})`, "giu")) : [text];
}

/** Cut a text at places from and to, counted in code points: marked ones are every second piece. */
export function marked(
  text: string,
  places: readonly (readonly [number, number])[],
): readonly string[] {
  const letters = [...text]; // the server counts code points, a string's own places do not
  const cut = (from: number, to?: number) => letters.slice(from, to).join("");
  const pieces: string[] = [];
  let at = 0;
  for (const [from, to] of places) {
    if (from < at || to > letters.length) continue;
    pieces.push(cut(at, from), cut(from, to));
    at = to;
  }
  return [...pieces, cut(at)];
}

/** Return fields of a product in words, each once: attributes by their own names. told: a message's words by its name. */
export function namesOf(
  fields: readonly string[],
  told: (name: string) => string,
): readonly string[] {
  const names = fields.map((one) => {
    if (one.startsWith("attributes.")) return one.slice("attributes.".length);
    return told(one.startsWith("variants.") ? "variants" : one);
  });
  return [...new Set(names)];
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
