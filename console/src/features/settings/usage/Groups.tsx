import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { useNumbers } from "../../../format/numbers";
import { localeOf } from "../../../i18n/languages";
import { Answered } from "../../../ui/Answered";
import { type Column, Table } from "../../../ui/Table";
import type { By, Group, Summary, Wanted } from "./api";
import { byMonth } from "./figures";
import { useMoney } from "./useMoney";

interface Props {
  store: string;
  wanted: Wanted;
  query: UseQueryResult<Summary>;
}

/** Sums by day, month, store, model, feature or conversation. */
export function Groups({ store, wanted, query }: Props) {
  const { t } = useTranslation("settings/usage");
  const columns = useColumns(store, wanted.by);
  return (
    <Answered query={query} about={t("about")}>
      {({ items }) => {
        const groups = wanted.by === "month" ? byMonth(items) : items;
        if (!groups.length) return <p className="muted">{t("none.text")}</p>;
        return (
          <Table
            label={t("view.sums")}
            rows={["day", "month"].includes(wanted.by) ? [...groups].reverse() : groups}
            keyOf={(one) => String(one.key)}
            columns={columns}
          />
        );
      }}
    </Answered>
  );
}

function useColumns(store: string, by: By): Column<Group>[] {
  const { t } = useTranslation("settings/usage");
  const { count } = useNumbers();
  const money = useMoney();
  const number = (name: "calls" | "failed" | "tokens_in" | "tokens_out"): Column<Group> => ({
    name,
    title: t(`column.${name}`),
    end: true,
    by: (one) => one[name],
    optional: name !== "calls",
    cell: (one) => <span className="num">{count(one[name])}</span>,
  });
  return [
    {
      name: "key",
      title: t(`by.${by}`),
      by: (one) => one.key ?? "",
      cell: (one) => <Key store={store} by={by} of={one.key} />,
    },
    number("calls"),
    number("failed"),
    number("tokens_in"),
    number("tokens_out"),
    {
      name: "cost",
      title: t("column.cost"),
      end: true,
      by: (one) => one.money.reduce((sum, paid) => sum + Number(paid.cost), 0),
      cell: (one) => (
        <span className="num">
          {one.money.length ? (
            money(one.money, "cost")
          ) : (
            <span className="muted">{t("no-price")}</span>
          )}
        </span>
      ),
    },
  ];
}

function Key({ store, by, of }: { store: string; by: By; of: string | null }) {
  const { t, i18n } = useTranslation("settings/usage");
  const stores = useQuery(storesQuery).data ?? [];
  if (of === null) return <span className="muted">{t("key.none")}</span>;
  if (by === "purpose") return t(`purpose.${of}`);
  if (by === "store") return stores.find((one) => one.id === of)?.name ?? <bdi>{of}</bdi>;
  if (by === "day" || by === "month")
    return new Intl.DateTimeFormat(localeOf(i18n.language), {
      timeZone: "UTC",
      ...(by === "day" ? { dateStyle: "medium" } : { month: "long", year: "numeric" }),
    }).format(Date.parse(of));
  if (by === "conversation")
    return (
      <Link className="link hit" to={`/s/${store}/conversations/${of}`}>
        <bdi className="mono">{of.slice(0, 8)}</bdi>
      </Link>
    );
  return <bdi>{of}</bdi>;
}
