import { en } from "./en";

export type MessageKey = keyof typeof en;
/** A sentence with a count has a form for every kind of number its language tells apart; `other` is the rest. */
type Entry = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });
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

/** English comes with the page; any other language is a piece of its own. */
const OTHERS: Record<string, () => Promise<Messages>> = {
  de: () => import("./de").then(({ de }) => de),
  fr: () => import("./fr").then(({ fr }) => fr),
  es: () => import("./es").then(({ es }) => es),
  ar: () => import("./ar").then(({ ar }) => ar),
};

const shortOf = (language: string) => language.toLowerCase().split("-")[0] ?? "";
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

export function createWording(
  language: string,
  tables: Record<string, Messages> = { en },
): Wording {
  const wanted = shortOf(language);
  const known = wanted in tables ? wanted : "en";
  const messages = tables[known] ?? en;
  const direction = RIGHT_TO_LEFT.has(known) ? "rtl" : "ltr";
  const locale = localeFor(known === wanted ? language : known);
  const plural = new Intl.PluralRules(locale);
  const show = direction === "rtl" ? isolate : (value: string) => value;

  function t(key: MessageKey, values: Values = {}): string {
    const entry: Entry = messages[key];
    if (typeof entry === "string") return fill(entry, values, show);
    const form = entry[plural.select(Number(values.count))] ?? entry.other;
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

/** The page's words in a language; in English where there are none, or they could not be fetched. */
export async function loadWording(language: string): Promise<Wording> {
  const short = shortOf(language);
  const load = Object.hasOwn(OTHERS, short) ? OTHERS[short] : undefined;
  const table = await load?.().catch(() => undefined);
  return createWording(language, table ? { en, [short]: table } : { en });
}
