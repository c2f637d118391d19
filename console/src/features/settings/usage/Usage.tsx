import "./usage.css";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { useNumbers } from "../../../format/numbers";
import { Answered } from "../../../ui/Answered";
import { Head } from "../../../ui/pieces";
import { useUrlState } from "../../../ui/urlState";
import { useWideRights } from "../rights";
import { Sections } from "../Sections";
import { BY, type By, exportOf, type Sums, usageQuery, type Wanted } from "./api";
import { Budgets } from "./Budgets";
import { Calls } from "./Calls";
import { Filters } from "./Filters";
import { daysUpTo, MOST_DAYS_OF_CALLS, PERIODS } from "./figures";
import { Groups } from "./Groups";
import { useMoney } from "./useMoney";

/** What models cost, by what, and what they may cost. */
export default function Usage() {
  const { t } = useTranslation("settings/usage");
  const { store } = useParams({ strict: false }) as { store: string };
  const seesAll = useWideRights()("usage.read");
  const { wanted, view } = useWanted(store, seesAll);
  const query = useQuery(usageQuery(wanted));
  return (
    <Sections>
      <Answered query={query} about={t("about")}>
        {(found) => (
          <Head
            more={<Finding totals={found.totals} />}
            actions={
              <a className="btn second" href={exportOf(wanted, view)} download>
                {t("export")}
              </a>
            }
          >
            <Spent totals={found.totals} />
          </Head>
        )}
      </Answered>
      <Budgets store={store} seesAll={seesAll} mayChange={useRights(store)("budgets.write")} />
      <Filters seesAll={seesAll} />
      {view === "calls" ? (
        <Calls store={store} wanted={wanted} />
      ) : (
        <Groups store={store} wanted={wanted} query={query} />
      )}
    </Sections>
  );
}

/** What the address asks for. Days are taken once, so that midnight does not change a screen that is read. */
function useWanted(
  store: string,
  seesAll: boolean,
): {
  wanted: Wanted;
  view: "sums" | "calls";
} {
  const [by] = useUrlState<string>("by", "day");
  const [period] = useUrlState<string>("period", "30");
  const [of] = useUrlState<string>("of", "organization");
  const [view] = useUrlState<string>("view", "sums");
  const [now] = useState(Date.now);
  const groups = BY.find((one) => one === by) ?? ("day" satisfies By);
  const isCalls = view === "calls";
  const few = isCalls || groups === "conversation";
  const days = Number(PERIODS.find((one) => one === period) ?? 30);
  return {
    view: isCalls ? "calls" : "sums",
    wanted: {
      by: groups,
      ...daysUpTo(now, few ? Math.min(days, MOST_DAYS_OF_CALLS) : days),
      ...((of === "store" || !seesAll) && { store }),
    },
  };
}

function Spent({ totals }: { totals: Sums }) {
  const { t } = useTranslation("settings/usage");
  const money = useMoney();
  const calls = { count: totals.calls };
  if (!totals.calls) return t("spent.nothing");
  return totals.money.length
    ? t("spent", { amount: money(totals.money, "cost"), ...calls })
    : t("spent.unpriced", calls);
}

function Finding({ totals }: { totals: Sums }) {
  const { t } = useTranslation("settings/usage");
  const { count } = useNumbers();
  const money = useMoney();
  const saved = totals.money.filter((one) => Number(one.saved) > 0);
  const said = [
    t("tokens", { read: count(totals.tokens_in), written: count(totals.tokens_out) }),
    ...(saved.length ? [t("saved", { amount: money(saved, "saved") })] : []),
    ...(totals.unpriced_tokens ? [t("unpriced", { tokens: count(totals.unpriced_tokens) })] : []),
  ];
  return said.map((one) => <span key={one}>{one} </span>);
}
