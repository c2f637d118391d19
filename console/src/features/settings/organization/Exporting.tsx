import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { localeOf } from "../../../i18n/languages";
import { tellProblem } from "../../../problems/said";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Badge, Banner } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";
import { Block } from "../Block";
import { useDone } from "../useDone";
import { deleteExport, type Export, exportsQuery, fetchExport, startExport } from "./exports";

/** All data of the organization, for an owner to take along. */
export function Exporting() {
  const { t } = useTranslation("settings/organization");
  const query = useQuery(exportsQuery);
  const start = useDone("exports", startExport);
  const newest = query.data?.[0];
  return (
    <Block
      title={t("export")}
      more={t("export.more")}
      action={
        newest?.state !== "packing" && (
          <Button busy={start.isPending} onClick={() => start.mutate(undefined)}>
            {t(newest ? "export.again" : "export.go")}
          </Button>
        )
      }
    >
      <Answered query={query} about={t("export")}>
        {(found) => found.map((one) => <Packed key={one.id} of={one} />)}
      </Answered>
    </Block>
  );
}

function Packed({ of }: { of: Export }) {
  const { t } = useTranslation("settings/organization");
  if (of.state === "failed") return <Banner mood="bad" title={t("export.failed")} />;
  return of.state === "ready" ? <Ready of={of} /> : <Underway of={of} />;
}

function Underway({ of }: { of: Export }) {
  const { t } = useTranslation("settings/organization");
  const stop = useDone("exports", () => deleteExport(of.id));
  return (
    <div className="row" role="status">
      <Badge icon="refresh">{t("export.packing")}</Badge>
      <span className="grow muted">
        {of.stage && (
          <>
            <bdi className="mono">{of.stage}.jsonl</bdi> · {t("export.lines", { count: of.done })}
          </>
        )}
      </span>
      <Button small busy={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {t("export.stop")}
      </Button>
    </div>
  );
}

function Ready({ of }: { of: Export }) {
  const { t, i18n } = useTranslation("settings/organization");
  const drop = useDone("exports", () => deleteExport(of.id));
  const fetch = useMutation({
    mutationFn: () => fetchExport(of.id),
    onSuccess: () => tell(t("told.export")),
    onError: (error) => tellProblem(error),
  });
  const lines = Object.values(of.lines).reduce((sum, one) => sum + one, 0);
  const size = new Intl.NumberFormat(localeOf(i18n.language), {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  }).format(of.bytes / 1e6);
  return (
    <div className="row">
      <Badge mood="good" icon="check">
        {t("export.ready")}
      </Badge>
      <span className="grow muted">
        {t("export.lines", { count: lines })} · {size} · {t("export.until")}{" "}
        {of.expires_at && <Time when={of.expires_at} />}
      </span>
      <Button small kind="primary" busy={fetch.isPending} onClick={() => fetch.mutate()}>
        {t("export.fetch")}
      </Button>
      <Button small busy={drop.isPending} onClick={() => drop.mutate(undefined)}>
        {t("export.drop")}
      </Button>
    </div>
  );
}
