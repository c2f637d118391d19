const SHORTEST = 13;
const LONGEST = 19;

/** Zeros of the digits people type besides 0-9: Arabic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** Groups of digits with at most this many signs between them read as one number. */
const RUN = /\d+(?:[\s.\-‐-―·/]{1,3}\d+)*/g;

/** Same length as the text, so that positions found in it are positions in the text. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = [...ZEROS, 0xff10].find((start) => code >= start && code <= start + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

export function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const looksLikeCard = (digits: string) =>
  digits.length >= SHORTEST && digits.length <= LONGEST && isLuhnValid(digits);

/** Neighbouring groups are tried together too: people write 4111 1111 1111 1111, after other numbers. */
function cardIn(run: string): { from: number; to: number } | null {
  const groups = [...run.matchAll(/\d+/g)];
  for (let first = 0; first < groups.length; first += 1) {
    let digits = "";
    for (const group of groups.slice(first)) {
      digits += group[0];
      const to = group.index + group[0].length;
      if (looksLikeCard(digits)) return { from: groups[first]?.index ?? 0, to };
    }
  }
  return null;
}

function findCard(text: string): { from: number; to: number } | null {
  for (const run of plainDigits(text).matchAll(RUN)) {
    const card = cardIn(run[0]);
    if (card) return { from: run.index + card.from, to: run.index + card.to };
  }
  return null;
}

export const hasCardNumber = (text: string) => findCard(text) !== null;

export function withoutCardNumbers(text: string): string {
  const card = findCard(text);
  if (!card) return text;
  const rest = `${text.slice(0, card.from).trimEnd()} ${text.slice(card.to).trimStart()}`;
  return withoutCardNumbers(rest.trim());
}
