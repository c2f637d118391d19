/** Times as people say them: relative up to a day, then the day; exact on hover. */
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** when, now: milliseconds since 1970. zone: an IANA time zone; left out: the reader's. */
export function relative(language: string, when: number, now: number, zone?: string): string {
  const ago = now - when;
  if (Math.abs(ago) >= DAY_MS) return day(language, when, now, zone);
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (Math.abs(ago) < MINUTE_MS) return words.format(0, "second");
  if (Math.abs(ago) < HOUR_MS) return words.format(-Math.round(ago / MINUTE_MS), "minute");
  return words.format(-Math.round(ago / HOUR_MS), "hour");
}

function day(language: string, when: number, now: number, timeZone?: string): string {
  const near = Math.abs(now - when) < 6 * DAY_MS;
  return new Intl.DateTimeFormat(language, {
    ...(near
      ? { weekday: "long", hour: "2-digit", minute: "2-digit" }
      : { day: "numeric", month: "short", year: "numeric" }),
    ...(timeZone && { timeZone }),
  }).format(when);
}

/** Everything there is to say about a moment, with its time zone. */
export function exact(language: string, when: number, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...(timeZone && { timeZone }),
  }).format(when);
}

/** The time of day alone: "14:02". */
export function clock(language: string, when: number): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(when);
}
