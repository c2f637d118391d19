/** A language that nobody speaks: English with marks on its letters, and two fifths longer. */

const MARKED: Record<string, string> = {
  a: "á",
  b: "ƀ",
  c: "ç",
  d: "ð",
  e: "é",
  f: "ƒ",
  g: "ĝ",
  h: "ĥ",
  i: "í",
  j: "ĵ",
  k: "ķ",
  l: "ļ",
  m: "ɱ",
  n: "ñ",
  o: "ö",
  p: "þ",
  q: "ɋ",
  r: "ŕ",
  s: "š",
  t: "ţ",
  u: "û",
  v: "ṽ",
  w: "ŵ",
  x: "ẋ",
  y: "ý",
  z: "ž",
};
const HOLD = /(\{\{?[^}]*\}\}?|<[^>]*>)/;
const GROWTH = 0.4;

const marked = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const found = MARKED[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? found : found.toUpperCase();
  });

/** Lengthen words as other languages do: within them, so that lines break where they would. */
function longer(text: string): string {
  let owed = 0;
  return text.replace(/\p{L}+/gu, (word) => {
    owed += word.length * GROWTH;
    const more = Math.floor(owed);
    owed -= more;
    return word + (word.at(-1) as string).toLowerCase().repeat(more);
  });
}

/** A message in that language. What is filled in or marked up within it stays. */
export const pseudo = (text: string): string =>
  text
    .split(HOLD)
    .map((part, at) => (at % 2 ? part : longer(marked(part))))
    .join("");

/** Whether a text has letters of that language. */
export const isPseudo = (text: string): boolean =>
  Object.values(MARKED).some((letter) => text.toLowerCase().includes(letter));
