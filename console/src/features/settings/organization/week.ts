/** Days for which what was deleted can be brought back; the server counts the same. */
export const DAYS_KEPT = 7;

/** deleted: as the API writes times. */
export const erasedAt = (deleted: string): string =>
  new Date(Date.parse(deleted) + DAYS_KEPT * 86_400_000).toISOString();
