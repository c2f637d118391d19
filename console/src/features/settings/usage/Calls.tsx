import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../../format/numbers";
import { Time } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { type Call, callsQuery, type Wanted } from "./api";

/** Single calls, the newest first. */
export function Calls({ store, wanted }: { store: string; wanted: Wanted }) {
  const { t } = useTranslation("settings/usage");
  const query = useInfiniteQuery(callsQuery(wanted));
  const columns = useColumns(store);
  return (
    <Answered query={query} about={t("view.calls")}>
      {({ pages }) => {
        const calls = pages.flatMap((one) => one.items);
        if (!calls.length) return <p className="muted">{t("none.text")}</p>;
        return (
          <>
            <Table
              label={t("view.calls")}
              rows={calls}
              keyOf={(one) => `${one.id} ${one.correction}`}
              columns={columns}
            />
            {query.hasNextPage && (
              <p className="usage-more">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("older")}
                </Button>
              </p>
            )}
          </>
        );
      }}
    </Answered>
  );
}

function useColumns(store: string): Column<Call>[] {
  const { t } = useTranslation("settings/usage");
  const { count, money, duration } = useNumbers();
  return [
    { name: "at", title: t("column.when"), cell: (one) => <Time when={one.at} /> },
    { name: "purpose", title: t("by.purpose"), cell: (one) => t(`purpose.${one.purpose}`) },
    { name: "model", title: t("by.model"), cell: (one) => <bdi>{one.model}</bdi> },
    { name: "outcome", title: t("column.outcome"), cell: (one) => <Outcome of={one} /> },
    {
      name: "tokens",
      title: t("column.tokens"),
      end: true,
      optional: true,
      cell: (one) => (
        <bdi className="num">{`${count(one.tokens_in)} → ${count(one.tokens_out)}`}</bdi>
      ),
    },
    {
      name: "seconds",
      title: t("column.took"),
      end: true,
      optional: true,
      cell: (one) => one.seconds !== null && <span className="num">{duration(one.seconds)}</span>,
    },
    {
      name: "cost",
      title: t("column.cost"),
      end: true,
      cell: (one) =>
        one.cost !== null && one.currency ? (
          <span className="num">{money(Number(one.cost), one.currency)}</span>
        ) : (
          <span className="muted">{t("no-price")}</span>
        ),
    },
    {
      name: "conversation",
      title: t("by.conversation"),
      optional: true,
      cell: (one) =>
        one.conversation_id && (
          <Link className="link hit" to={`/s/${store}/conversations/${one.conversation_id}`}>
            <bdi className="mono">{one.conversation_id.slice(0, 8)}</bdi>
          </Link>
        ),
    },
  ];
}

function Outcome({ of }: { of: Call }) {
  const { t } = useTranslation("settings/usage");
  const bad = ["refused", "failed", "died"].includes(of.outcome);
  return (
    <span title={of.error ?? undefined}>
      <Badge {...(bad && { mood: "bad" as const })}>{t(`outcome.${of.outcome}`)}</Badge>
    </span>
  );
}
