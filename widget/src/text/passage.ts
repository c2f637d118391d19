/** A passage cut around its quote, so that the quote can be marked. */
interface Cut {
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

const QUESTION = /[^\s.!?][^\n.!?]*\?\s*$/;
const SHORT_LINE = /[^\s][^\n]{0,119}\n\s*$/;

/** What leads to a quote: the question it answers, or the short line (a heading) right above it. */
export interface Lead {
  far: string;
  lead: string;
  isQuestion: boolean;
}

export function leadTo(before: string): Lead {
  const question = QUESTION.exec(before);
  const found = question ?? SHORT_LINE.exec(before);
  // A line that is too long for a heading has been cut: its end alone leads to nothing.
  const at =
    found && (question || /(^|\n)\s*$/.test(before.slice(0, found.index)))
      ? found.index
      : before.length;
  return { far: before.slice(0, at), lead: before.slice(at), isQuestion: question !== null };
}
