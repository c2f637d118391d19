import { useTranslation } from "react-i18next";
import { duration } from "../../format/numbers";
import { localeOf } from "../../i18n/languages";

/** Return a short time as people read it: "70 ms" below a second, "1.8s" from there on. ms: milliseconds. */
export function span(language: string, ms: number): string {
  if (ms >= 1000) return duration(language, ms / 1000);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: "millisecond",
    unitDisplay: "short",
    maximumFractionDigits: ms < 10 ? 1 : 0,
  }).format(ms);
}

const SHARES = [0, 0.25, 0.5, 0.75];
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Return the five marks of a time axis in one unit, which the last of them says. total: of the axis, in milliseconds. */
export function scale(language: string, total: number): readonly string[] {
  const unit = total < SECOND_MS ? 1 : total < MINUTE_MS ? SECOND_MS : MINUTE_MS;
  const whole = total / unit;
  const maximumFractionDigits = whole < 10 ? 2 : whole < 100 ? 1 : 0;
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits });
  return [...SHARES.map((share) => numbers.format(whole * share)), span(language, total)];
}

/** `span` in the reader's language. */
export function useSpan(): (ms: number) => string {
  const language = localeOf(useTranslation().i18n.language);
  return (ms) => span(language, ms);
}

/** `scale` in the reader's language. */
export function useScale(): (total: number) => readonly string[] {
  const language = localeOf(useTranslation().i18n.language);
  return (total) => scale(language, total);
}
