/** From here on the composer says how much may still be written. */
const SAID_FROM = 200;

/**
 * How many characters may still be written, less than none when it is too long; null while that is far
 * off. Characters as the server counts them: a letter outside of the basic plane is one.
 */
export function charactersLeft(draft: string, limit: number | undefined): number | null {
  const text = draft.trim();
  // A character is never longer than two units: most drafts need no counting.
  if (limit === undefined || limit - text.length > SAID_FROM) return null;
  const left = limit - [...text].length;
  return left > SAID_FROM ? null : left;
}
