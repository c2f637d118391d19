import { en } from "./en";

export type MessageKey = keyof typeof en;
type Entry = string | { one: string; other: string };
export type Messages = Record<MessageKey, Entry>;
export type Values = Record<string, string | number>;

export interface Wording {
  language: string;
  direction: "ltr" | "rtl";
  t(key: MessageKey, values?: Values): string;
  percent(share: number): string;
  /** The shop's currency says how it writes a date where its language leaves that open. */
  date(iso: string, currency?: string): string;
  /** The time alone on the same day, else with its date. */
  moment(iso: string, currency?: string): string;
}

const TABLES: Record<string, Messages> = { en };
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** Keeps a value in its own direction inside a sentence that runs the other way. */
const isolate = (value: string) => `\u2068${value}\u2069`;

function fill(text: string, values: Values, show: (value: string) => string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => show(String(values[name] ?? "")));
}

/** Dates and numbers as the store writes them; without a region of its own, as the shopper does. */
function localeFor(language: string): string {
  return navigator.languages.find((own) => own.startsWith(`${language}-`)) ?? language;
}

const ENGLISH: Record<string, string> = { GBP: "en-GB", USD: "en-US", EUR: "en-IE" };

const dateLocale = (language: string, locale: string, currency: string) =>
  (language === "en" && ENGLISH[currency]) || locale;

function momentOf(iso: string, locale: string): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  const date = isToday ? {} : { dateStyle: "medium" as const };
  return new Intl.DateTimeFormat(locale, { ...date, timeStyle: "short" }).format(at);
}

export function createWording(language: string, tables = TABLES): Wording {
  const wanted = language.toLowerCase().split("-")[0] ?? "";
  const known = wanted in tables ? wanted : "en";
  const messages = tables[known] ?? en;
  const direction = RIGHT_TO_LEFT.has(known) ? "rtl" : "ltr";
  const locale = localeFor(known === wanted ? language : known);
  const plural = new Intl.PluralRules(locale);
  const show = direction === "rtl" ? isolate : (value: string) => value;

  function t(key: MessageKey, values: Values = {}): string {
    const entry = messages[key];
    if (typeof entry === "string") return fill(entry, values, show);
    const form = plural.select(Number(values.count)) === "one" ? entry.one : entry.other;
    return fill(form, values, show);
  }

  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  const dates = (currency: string) =>
    new Intl.DateTimeFormat(dateLocale(language, locale, currency), { dateStyle: "medium" });
  return {
    language: known,
    direction,
    t,
    percent: (share) => percents.format(share),
    moment: (iso, currency = "") => momentOf(iso, dateLocale(language, locale, currency)),
    date: (iso, currency = "") => dates(currency).format(new Date(iso)),
  };
}
