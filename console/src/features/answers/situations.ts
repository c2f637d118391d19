/** A made-up shopper in words. */
import { useTranslation } from "react-i18next";
import { LANGUAGES, localeOf } from "../../i18n/languages";
import type { Situation } from "./api";

/** Keeps what reads one way (paths, codes) together, whatever stands around it. */
const apart = (text: string) => `\u2068${text}\u2069`;
const nameOf = (code: string) => (LANGUAGES as Readonly<Record<string, string>>)[code] ?? code;

/** A function that tells as whom is asked: "a new shopper, Deutsch, on /tents". What is not said is not there. */
export function useSituationWords(): (situation: Situation) => string {
  const { t, i18n } = useTranslation("answers");
  const list = new Intl.ListFormat(localeOf(i18n.language), { type: "unit", style: "short" });
  return ({ signed_in, language, page, market, basket = [] }) =>
    list.format([
      t(signed_in ? "as.known" : "as.new"),
      ...(language ? [apart(nameOf(language))] : []),
      ...(page ? [t("as.page", { page: apart(page) })] : []),
      ...(market ? [t("as.market", { name: apart(market) })] : []),
      ...(basket.length ? [t("as.basket", { count: basket.length })] : []),
    ]);
}
