import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { useNumbers } from "../../../format/numbers";
import { useNow } from "../../../format/Time";
import { localeOf } from "../../../i18n/languages";
import { Menu } from "../../../ui/Menu";
import { Badge } from "../../../ui/pieces";
import type { Budget } from "./api";
import { DeletingBudget } from "./DeletingBudget";
import { standing } from "./figures";

const TICK_MS = 60_000;

/** Return what a budget is called: whose, and of which period. */
function useBudgetName() {
  const { t } = useTranslation("settings/usage");
  const stores = useQuery(storesQuery).data ?? [];
  return (of: Budget) => {
    const store = stores.find((one) => one.id === of.store_id)?.name ?? of.store_id;
    return store ? t(`budget.store.${of.period}`, { store }) : t(`budget.all.${of.period}`);
  };
}

/** One budget: what is spent of it, and what the period comes to at this pace. onChange: left out where one may not. */
export function BudgetLine({ of, onChange }: { of: Budget; onChange?: () => void }) {
  const { t } = useTranslation("settings/usage");
  const { money, count } = useNumbers();
  const [deleting, setDeleting] = useState(false);
  const name = useBudgetName()(of);
  const state = standing(of, useNow(TICK_MS));
  const said = (amount: number) =>
    of.currency
      ? money(amount, of.currency)
      : t("budget.tokens", { tokens: count(Math.round(amount)) });
  return (
    <li className="budget">
      <div className="grow">
        <div className="row">
          <b className="b grow">{name}</b>
          <Badge mood={state.mood}>{t(`budget.${state.mood}`)}</Badge>
        </div>
        <meter
          aria-label={name}
          min={0}
          max={1}
          high={Number(of.warn_share)}
          optimum={0}
          value={Math.min(1, state.share)}
        />
        <p className="num">
          {t("budget.spent", { spent: said(state.spent), limit: said(state.limit) })}
        </p>
        <Outlook of={of} said={said} state={state} />
      </div>
      {onChange && (
        <Menu
          label={t("actions-for", { name })}
          items={[
            { label: t("budget.change"), icon: "settings", act: onChange },
            { label: t("budget.delete"), icon: "close", bad: true, act: () => setDeleting(true) },
          ]}
        />
      )}
      {deleting && <DeletingBudget of={of} name={name} onClose={() => setDeleting(false)} />}
    </li>
  );
}

interface OutlookProps {
  of: Budget;
  said: (amount: number) => string;
  state: ReturnType<typeof standing>;
}

/** What the end of the period will bring, and what is not counted. */
function Outlook({ of, said, state }: OutlookProps) {
  const { t, i18n } = useTranslation("settings/usage");
  const { count } = useNumbers();
  const day = (when: number) =>
    new Intl.DateTimeFormat(localeOf(i18n.language), {
      dateStyle: "medium",
      timeZone: "UTC",
    }).format(when);
  const words = [
    ...(state.mood === "bad" ? [t("budget.stopped", { day: day(Date.parse(of.ends)) })] : []),
    state.forecast === undefined
      ? t("budget.early", { day: day(Date.parse(of.ends)) })
      : t("budget.forecast", { amount: said(state.forecast), day: day(Date.parse(of.ends)) }),
    ...(state.reachedAt ? [t("budget.reached", { day: day(state.reachedAt) })] : []),
    ...(of.currency && of.unpriced_tokens
      ? [t("unpriced", { tokens: count(of.unpriced_tokens) })]
      : []),
  ];
  return <p className="muted">{words.join(" ")}</p>;
}
