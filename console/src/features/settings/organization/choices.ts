/** What a store can be set to. */

/** Languages that a store may speak, as the API knows them. */
const SPOKEN = "ar cs da de el en es fi fr he hu it ja ko nl no pl pt ro ru sv tr uk zh";

export type Choice = readonly [code: string, name: string];

const named = (codes: readonly string[], names: Intl.DisplayNames, locale: string): Choice[] =>
  codes
    .map((code): Choice => [code, names.of(code) ?? code])
    .sort(([, one], [, other]) => one.localeCompare(other, locale));

/** Languages by their names in the reader's language. */
export const languages = (locale: string): readonly Choice[] =>
  named(SPOKEN.split(" "), new Intl.DisplayNames(locale, { type: "language" }), locale);

/** Currencies by their names in the reader's language. */
export const currencies = (locale: string): readonly Choice[] =>
  named(
    Intl.supportedValuesOf("currency"),
    new Intl.DisplayNames(locale, { type: "currency" }),
    locale,
  );

/** Time zones by the names that the world gives them. now: the one that is set, which this browser may not know. */
export const zones = (now: string): readonly Choice[] =>
  [...new Set(["UTC", now, ...Intl.supportedValuesOf("timeZone")])].sort().map((one) => [one, one]);
