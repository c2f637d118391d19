/** A text with names in braces, taken apart; and a name put into it. */

const NAMED = /\{([^{}\n]{1,60})\}/g;

export interface Piece {
  text: string;
  /** The name in braces; undefined for words between. */
  name: string | undefined;
}

/** Return words and names in their order; joined, they are the text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(NAMED)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index), name: undefined });
    pieces.push({ text: found[0], name: found[1] });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), name: undefined });
  return pieces;
}

/** Return a text with a name in the place of what is selected, and where the caret stands then. */
export function inserted(text: string, name: string, from: number, to: number) {
  const before = text.slice(0, from);
  const put = `{${name}}`;
  return { text: before + put + text.slice(to), caret: before.length + put.length };
}
