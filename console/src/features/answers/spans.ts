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

/** The same in the reader's language. */
export function useSpan(): (ms: number) => string {
  const language = localeOf(useTranslation().i18n.language);
  return (ms) => span(language, ms);
}
