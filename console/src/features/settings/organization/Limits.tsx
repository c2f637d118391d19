import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "../../../ui/Answered";
import { Menu } from "../../../ui/Menu";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { tell } from "../../../ui/toasts";
import { Block } from "../Block";
import { useDone } from "../useDone";
import { limitsQuery, putLimits } from "./api";
import { LimitForm } from "./LimitForm";
import { type Line, linesOf, withRule } from "./limits";
import { useLimitWords } from "./useLimitWords";

/** How much is let through, and what the organization holds tighter for itself. */
export function Limits({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation("settings/organization");
  const query = useQuery(limitsQuery);
  const columns = useColumns(mayChange);
  return (
    <Block title={t("limits")} more={t("limits.more")}>
      <Answered query={query} about={t("limits")}>
        {(found) => {
          const lines = linesOf(found);
          if (!lines.length) return <p>{t("limits.off")}</p>;
          return (
            <Table label={t("limits")} rows={lines} keyOf={(one) => one.name} columns={columns} />
          );
        }}
      </Answered>
    </Block>
  );
}

function useColumns(mayChange: boolean): Column<Line>[] {
  const { t } = useTranslation("settings/organization");
  const { whom, rate, burst } = useLimitWords();
  const columns: Column<Line>[] = [
    {
      name: "limit",
      title: t("column.limit"),
      cell: (one) => (
        <span className="person">
          <b>{whom(one.limit)}</b>
          <small className="muted mono">
            <bdi>{one.name}</bdi>
          </small>
        </span>
      ),
    },
    {
      name: "holds",
      title: t("column.holds"),
      cell: (one) => (
        <span className="person">
          <span>
            {rate(one.limit)} {one.own && <Badge mood="acc">{t("limit.own")}</Badge>}
          </span>
          <small className="muted">{burst(one.limit)}</small>
          {one.own && (
            <small className="muted">
              {one.installation
                ? t("limit.installation", { rate: rate(one.installation) })
                : t("limit.added")}
            </small>
          )}
        </span>
      ),
    },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <Actions of={one} />,
    });
  return columns;
}

function Actions({ of }: { of: Line }) {
  const { t } = useTranslation("settings/organization");
  const { whom } = useLimitWords();
  const queries = useQueryClient();
  const [changing, setChanging] = useState(false);
  const drop = useDone("organization", async () => {
    const now = await queries.fetchQuery({ ...limitsQuery, staleTime: 0 });
    await putLimits(withRule(now.own, of.name, undefined));
    tell(t("told.limit-dropped"));
  });
  return (
    <>
      <Menu
        label={t("actions-for", { name: whom(of.limit) })}
        items={[
          { label: t("limit.change"), icon: "settings", act: () => setChanging(true) },
          {
            label: t("limit.drop"),
            icon: "close",
            act: () => drop.mutate(undefined),
            barred: of.own ? undefined : t("limit.not-own"),
          },
        ]}
      />
      {changing && <LimitForm of={of} onClose={() => setChanging(false)} />}
    </>
  );
}
