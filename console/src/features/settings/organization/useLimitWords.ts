/** Rate limits in words. */
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../../format/numbers";
import { localeOf } from "../../../i18n/languages";
import type { Limit } from "./api";

/** Return functions that say whom a rule limits, how much it lets through, at once, and in which time. */
export function useLimitWords() {
  const { t, i18n } = useTranslation("settings/organization");
  const { count } = useNumbers();
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(localeOf(i18n.language), {
      style: "unit",
      unit: name,
      unitDisplay: "long",
    }).format(value);
  const time = (seconds: number) =>
    seconds % 60 ? unit(seconds, "second") : unit(seconds / 60, "minute");
  return {
    time,
    whom: (one: Limit) => t(`per.${one.per}`),
    rate: (one: Limit) =>
      t(`rate.${one.of}`, {
        count: one.most,
        number: count(one.most),
        time: time(one.seconds),
      }),
    burst: (one: Limit) => t("limit.burst", { count: one.burst, number: count(one.burst) }),
  };
}
