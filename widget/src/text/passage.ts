/** A passage cut around its quote, so that the quote can be marked. */
export interface Cut {
  before: string;
  quote: string;
  after: string;
}

interface Passage {
  text: string;
  before: string;
  after: string;
}

/** Finds the quote word for word. Null when the passage does not hold it: then nothing is marked. */
export function cutAround(quote: string, { before, text, after }: Passage): Cut | null {
  // The quote is looked for in the passage first: its surroundings may say the same words.
  const inside = text.indexOf(quote);
  const whole = before + text + after;
  const at = inside >= 0 ? before.length + inside : whole.indexOf(quote);
  if (at < 0) return null;
  return { before: whole.slice(0, at), quote, after: whole.slice(at + quote.length) };
}
