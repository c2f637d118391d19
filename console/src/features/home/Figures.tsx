import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { localeOf } from "../../i18n/languages";
import { Sparkline } from "../../ui/pieces";
import { useShare } from "./Home";
import type { Day, HomePage, Numbers, Share } from "./types";

/** The five numbers of a period, each beside the period before. */
export function Figures({ page: { now, before, days } }: { page: HomePage }) {
  const { t } = useTranslation("home");
  const { count, duration } = useNumbers();
  const share = useShare();
  const { p50, p95 } = now.first_words_ms;
  return (
    // On phones it scrolls sideways, and keys must be able to do that, too.
    <dl className="kpis" aria-label={t("figures")} tabIndex={0}>
      <Figure
        title={t("figure.conversations")}
        value={count(now.conversations)}
        days={days.map((one) => one.conversations)}
      >
        <Against now={now.conversations} before={before?.conversations} />
      </Figure>
      {now.answered.of > 0 && (
        <Figure
          title={t("figure.answered")}
          value={share(now.answered)}
          days={shares(days, (one) => [one.answered, one.answers])}
        >
          <Points now={now.answered} before={before?.answered} />
        </Figure>
      )}
      {now.helpful.of > 0 && (
        <Figure
          title={t("figure.helpful")}
          value={share(now.helpful)}
          days={shares(days, (one) => [one.helpful, one.rated])}
        >
          {t("figure.rated", { count: now.helpful.of, of: count(now.answers) })}
        </Figure>
      )}
      {p50 !== null && (
        <Figure title={t("figure.first")} value={duration(p50 / 1000)}>
          {p95 !== null && t("figure.slow", { time: duration(p95 / 1000) })}
        </Figure>
      )}
      <Cost now={now} />
    </dl>
  );
}

function Figure({
  title,
  value,
  days = [],
  children,
}: {
  title: string;
  value: string;
  days?: readonly number[];
  children: ReactNode;
}) {
  return (
    <div className="kpi">
      <dt>{title}</dt>
      <dd className="fig">{value}</dd>
      <dd aria-hidden="true">
        <Sparkline values={days} filled />
      </dd>
      <dd className="sub">{children}</dd>
    </div>
  );
}

function Against({ now, before }: { now: number; before: number | undefined }) {
  const { t } = useTranslation("home");
  const { change } = useNumbers();
  const by = before === undefined ? undefined : change(now, before);
  return by ? t("figure.against", { change: by }) : t("figure.first-period");
}

/** How many points a share rose or fell; nothing where either has few cases. */
function Points({ now, before }: { now: Share; before: Share | undefined }) {
  const { t, i18n } = useTranslation("home");
  if (!before || now.few || before.few || now.share === null || before.share === null) return null;
  const points = Math.round(100 * (now.share - before.share));
  const shown = new Intl.NumberFormat(localeOf(i18n.language), {
    signDisplay: "exceptZero",
  }).format(points);
  return t("figure.points", { count: points, shown });
}

function Cost({ now }: { now: Numbers }) {
  const { t } = useTranslation("home");
  const { money } = useNumbers();
  return Object.entries(now.cost ?? {}).map(([currency, { total, per_conversation: each }]) => (
    <Figure key={currency} title={t("figure.cost")} value={money(Number(each ?? total), currency)}>
      {t("figure.total", { total: money(Number(total), currency) })}
    </Figure>
  ));
}

/** Shares day by day; days without a case are left out of the line. */
function shares(days: readonly Day[], of: (day: Day) => [number, number]): number[] {
  return days.map(of).flatMap(([part, whole]) => (whole > 0 ? [part / whole] : []));
}
