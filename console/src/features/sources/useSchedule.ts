import { useTranslation } from "react-i18next";
import { localeOf } from "../../i18n/languages";

const EVERY = /^every (\d+)\s*([smhd])$/;

/** Return a function that says a schedule in words: "every 15 minutes". */
export function useSchedule(): (schedule: string | null) => string {
  const { t, i18n } = useTranslation("sources");
  return (schedule) => {
    if (schedule === null) return t("schedule.none");
    const [, amount, unit] = EVERY.exec(schedule) ?? [];
    if (amount && unit) return t(`schedule.${unit}`, { count: Number(amount) });
    const daily = /^(\d+) (\d+) \* \* \*$/.exec(schedule);
    if (daily)
      return t("schedule.at", { time: clockOf(localeOf(i18n.language), daily[2], daily[1]) });
    return schedule === "@daily" ? t("schedule.d", { count: 1 }) : schedule;
  };
}

function clockOf(language: string, hours = "0", minutes = "0"): string {
  const day = new Date(2000, 0, 1, Number(hours), Number(minutes));
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(day);
}
