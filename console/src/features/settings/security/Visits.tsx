import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Time, useNow } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { tell } from "../../../ui/toasts";
import { Block } from "../Block";
import { useDone } from "../useDone";
import { endVisit, type Visit, visitsQuery } from "./api";

const TICK_MS = 30_000;

/** Which operators of the platform came in, why, and until when; whoever is still here can be put out. */
export function Visits({ mayEnd }: { mayEnd: boolean }) {
  const { t } = useTranslation("settings/security");
  const query = useQuery(visitsQuery);
  const columns = useColumns(mayEnd);
  return (
    <Block title={t("visits")} more={t("visits.more")}>
      <Answered query={query} about={t("visits")}>
        {(found) =>
          found.length ? (
            <Table label={t("visits")} rows={found} keyOf={(one) => one.id} columns={columns} />
          ) : (
            <p>{t("visits.none")}</p>
          )
        }
      </Answered>
    </Block>
  );
}

function useColumns(mayEnd: boolean): Column<Visit>[] {
  const { t } = useTranslation("settings/security");
  return [
    {
      name: "operator",
      title: t("column.operator"),
      cell: (one) => (
        <span className="person">
          <b>{one.operator}</b>
          <small className="muted">{t(one.writes ? "visit.writes" : "visit.reads")}</small>
        </span>
      ),
    },
    { name: "reason", title: t("column.reason"), cell: (one) => <bdi>{one.reason}</bdi> },
    {
      name: "began",
      title: t("column.began"),
      by: (one) => one.began_at,
      cell: (one) => <Time when={one.began_at} />,
    },
    {
      name: "ends",
      title: t("column.until"),
      end: mayEnd,
      cell: (one) => <End of={one} mayEnd={mayEnd} />,
    },
  ];
}

function End({ of, mayEnd }: { of: Visit; mayEnd: boolean }) {
  const { t } = useTranslation("settings/security");
  const now = useNow(TICK_MS);
  const act = useDone("security", () => endVisit(of.id));
  const end = of.ended_at ?? of.expires_at;
  if (of.ended_at || Date.parse(of.expires_at) <= now) return <Time when={end} />;
  const go = () =>
    act.mutate(undefined, { onSuccess: () => tell(t("told.visit", { name: of.operator })) });
  return (
    <span className="ends">
      <Badge mood="warn">{t("visit.here")}</Badge> <Time when={end} />
      {mayEnd && (
        <Button
          small
          busy={act.isPending}
          aria-label={t("visit.end.of", { name: of.operator })}
          onClick={go}
        >
          {t("visit.end")}
        </Button>
      )}
    </span>
  );
}
