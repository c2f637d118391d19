import "./home.css";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Head, Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { Changes, Now } from "./Aside";
import { homeQuery } from "./api";
import { Figures } from "./Figures";
import { Needs } from "./Needs";
import { Start } from "./Start";
import type { HomePage, Period, Share } from "./types";

export default function Home() {
  const { t } = useTranslation("home");
  const { store } = useParams({ strict: false }) as { store: string };
  const [period, setPeriod] = useUrlState<Period>("period", "7d");
  const query = useQuery({ ...homeQuery(store, period), placeholderData: keepPreviousData });
  return (
    <Answered query={query} about={t("about")}>
      {(page) => (
        <>
          <Finding page={page} period={period} onPeriod={setPeriod} />
          {isNew(page) ? <Start store={store} /> : <Figures page={page} />}
          <div className="cols">
            <Needs store={store} needs={page.needs} />
            <div>
              <Now store={store} page={page} />
              <Changes changes={page.changes} />
            </div>
          </div>
        </>
      )}
    </Answered>
  );
}

function isNew({ now, before }: HomePage): boolean {
  return now.conversations === 0 && !before?.conversations;
}

interface FindingProps {
  page: HomePage;
  period: Period;
  onPeriod: (period: Period) => void;
}

/** The period in a sentence. */
function Finding({ page, period, onPeriod }: FindingProps) {
  const { t } = useTranslation("home");
  const { count } = useNumbers();
  const { conversations, answered } = page.now;
  const periods: readonly (readonly [Period, string])[] = [
    ["1d", t("period.1d")],
    ["7d", t("period.7d")],
    ["28d", t("period.28d")],
  ];
  const told = useTold()(answered);
  return (
    <Head
      more={
        answered.of > answered.count
          ? t("rest", { count: answered.of - answered.count })
          : t(conversations ? "rest.none" : "none.text")
      }
      actions={
        <Segments label={t("period")} value={period} options={periods} onChange={onPeriod} />
      }
    >
      {conversations
        ? `${t(`asked.${period}`, { count: conversations, shown: count(conversations) })} ${told}`
        : t(`none.${period}`)}
    </Head>
  );
}

/** Return a function that says in a sentence how many questions found an answer. */
function useTold() {
  const { t } = useTranslation("home");
  const { count, share } = useNumbers();
  return ({ count: part, of }: Share) => {
    if (of === 0) return "";
    const answered = share(part, of);
    return answered
      ? t("told", { answered })
      : t("told.few", { count: of, part: count(part), of: count(of) });
  };
}

/** Return a function that says a share: as a percentage, or as counts where there are few cases. */
export function useShare() {
  const { t } = useTranslation("home");
  const { count, share } = useNumbers();
  return ({ count: part, of }: Share) =>
    share(part, of) ?? t("of", { part: count(part), of: count(of) });
}
