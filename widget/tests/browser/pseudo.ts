/** A language that nobody speaks: English with marks on its letters, and two fifths longer. */
import { en } from "../../src/i18n/en";

const PLAIN = "abcdefghijklmnopqrstuvwxyz";
const MARKED = "áƀçðéƒĝĥíĵķļɱñöþɋŕšţûṽŵẋýž";
const GROWTH = 0.4;

function longer(word: string, owed: { letters: number }): string {
  owed.letters += word.length * GROWTH;
  const more = Math.floor(owed.letters);
  owed.letters -= more;
  return word + word.slice(-1).repeat(more);
}

function pseudo(text: string): string {
  const owed = { letters: 0 };
  const parts = text.split(/(\{\w+\})/);
  const mark = (letter: string) => MARKED[PLAIN.indexOf(letter.toLowerCase())] ?? letter;
  return parts
    .map((part, at) =>
      at % 2
        ? part
        : part.replace(/[a-z]/gi, mark).replace(/\p{L}+/gu, (word) => longer(word, owed)),
    )
    .join("");
}

const spoken = (entry: string | Record<string, string>) =>
  typeof entry === "string"
    ? pseudo(entry)
    : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, pseudo(text)]));

/** All of the page's words in that language, by their keys. */
export const PSEUDO = Object.fromEntries(
  Object.entries(en).map(([key, entry]) => [key, spoken(entry as string)]),
);

/** Whether a text was written in that language, in part at least. */
export const isPseudo = (text: string): boolean =>
  [...MARKED].some((letter) => text.includes(letter));
