/** Numbers, money and shares as the reader's language writes them. */
import { useTranslation } from "react-i18next";
import { localeOf } from "../i18n/languages";

/** Under so many cases a share says nothing, and is shown as counts. */
const FEWEST_CASES = 30;

export function count(language: string, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** amount: in the currency's main unit. Small amounts keep two figures that say something. */
export function money(language: string, amount: number, currency: string): string {
  const small = amount !== 0 && Math.abs(amount) < 0.1;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    ...(small && { minimumFractionDigits: 3, maximumFractionDigits: 4 }),
  }).format(amount);
}

/** part of whole as a percentage; undefined where there are too few cases for one. */
export function share(language: string, part: number, whole: number): string | undefined {
  if (whole < FEWEST_CASES) return undefined;
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(
    part / whole,
  );
}

/** The change from one number to another, with its sign: "+9%". undefined where there was nothing before. */
export function change(language: string, now: number, before: number): string | undefined {
  if (before === 0) return undefined;
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  }).format((now - before) / before);
}

/** seconds: a duration, as "0.8s" or "2m". */
export function duration(language: string, seconds: number): string {
  const [value, unit] = seconds < 60 ? [seconds, "second"] : [seconds / 60, "minute"];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "narrow",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

/** Return all of it in the reader's language. */
export function useNumbers() {
  const language = localeOf(useTranslation().i18n.language);
  return {
    count: (value: number) => count(language, value),
    money: (amount: number, currency: string) => money(language, amount, currency),
    share: (part: number, whole: number) => share(language, part, whole),
    change: (now: number, before: number) => change(language, now, before),
    duration: (seconds: number) => duration(language, seconds),
  };
}
