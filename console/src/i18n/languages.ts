/** The console's languages. */
export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ar: "العربية",
} as const;

export type Language = keyof typeof LANGUAGES;

const RIGHT_TO_LEFT = new Set<string>(["ar"]);

export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
}

/** Return the first of these languages that the console has. wanted: tags such as "de-AT", best first. */
export function pickLanguage(wanted: readonly (string | undefined)[]): Language {
  for (const tag of wanted) {
    const short = tag?.split("-")[0]?.toLowerCase();
    if (short && short in LANGUAGES) return short as Language;
  }
  return "en";
}

/** Return the locale that numbers and times are written in: the reader's region where the browser names one. */
export function localeOf(
  language: string,
  wanted: readonly string[] = navigator.languages,
): string {
  return wanted.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}
