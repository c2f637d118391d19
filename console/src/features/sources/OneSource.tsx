import "./sources.css";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Time } from "../../format/Time";
import { tellProblem } from "../../problems/said";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { Badge, Banner, Empty, Head, type Mood } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { beginConsent, runsQuery, sourcesQuery, useSourceActions } from "./api";
import { Problems } from "./Problems";
import { hasEnded } from "./running";
import { State } from "./SourceList";
import { SourceMenu } from "./SourceMenu";
import { SyncPanel } from "./SyncPanel";
import type { Counted, Run, RunState, Source } from "./types";

export default function OneSource() {
  const { t } = useTranslation("sources");
  const { store, source } = useParams({ strict: false }) as { store: string; source: string };
  const query = useQuery(sourcesQuery(store));
  return (
    <Answered query={query} about={t("about")}>
      {(sources) => {
        const found = sources.find((one) => one.id === source);
        return found ? <Whole store={store} source={found} /> : <Gone store={store} />;
      }}
    </Answered>
  );
}

function Gone({ store }: { store: string }) {
  const { t } = useTranslation("sources");
  return (
    <Empty
      title={t("gone")}
      actions={
        <Link className="btn primary" to={`/s/${store}/sources`}>
          {t("all")}
        </Link>
      }
    />
  );
}

function Whole({ store, source }: { store: string; source: Source }) {
  const { t } = useTranslation("sources");
  const runs = useQuery(runsQuery(store, source.id));
  const newest = runs.data?.[0];
  return (
    <>
      <Link className="link hit" to={`/s/${store}/sources`}>
        {t("all")}
      </Link>
      <Head
        more={<State source={source} run={newest} />}
        actions={<SourceMenu store={store} source={source} />}
      >
        {source.name}
      </Head>
      <Consent store={store} source={source} />
      <Fault source={source} />
      {newest && !hasEnded(newest.state) ? (
        <SyncPanel store={store} source={source} run={newest.id} />
      ) : (
        <section className="sync">
          <div className="two one">
            <Problems store={store} source={source} />
          </div>
        </section>
      )}
      <Answered query={runs} about={t("runs")}>
        {(found) => <Runs store={store} source={source} runs={found} />}
      </Answered>
    </>
  );
}

/** Nobody has let Aisle in yet: where to say yes. The browser comes back to a page of Aisle, which finishes it. */
function Consent({ store, source }: { store: string; source: Source }) {
  const { t } = useTranslation("sources");
  const may = useRights(store)("sources.write");
  const begin = useMutation({
    mutationFn: () => beginConsent(store, source.id),
    onSuccess: ({ location }) => window.location.assign(location),
    onError: (error) => tellProblem(error),
  });
  if (source.state !== "awaiting_consent") return null;
  const action = may && (
    <Button kind="primary" small busy={begin.isPending} onClick={() => begin.mutate()}>
      {t("consent.go", { name: source.name })}
    </Button>
  );
  return (
    <Banner mood="warn" title={t("consent.title")} action={action}>
      <p>{t("consent.text")}</p>
    </Banner>
  );
}

/** What is wrong with it, since when, and what shoppers get meanwhile. */
function Fault({ source: { health } }: { source: Source }) {
  const { t } = useTranslation("sources");
  if (health.state !== "failing" && health.state !== "late") return null;
  return (
    <Banner mood={health.state === "failing" ? "bad" : "warn"} title={t(`fault.${health.state}`)}>
      {health.detail && <p>{health.detail}</p>}
      <p>{t("fault.meanwhile")}</p>
      {health.rests_until && (
        <p>
          {t("fault.next")} <Time when={health.rests_until} />
        </p>
      )}
      <small>{health.code}</small>
    </Banner>
  );
}

const MOODS: Partial<Record<RunState, Mood>> = { live: "good", failed: "bad", waiting: "warn" };

function Runs({ store, source, runs }: { store: string; source: Source; runs: readonly Run[] }) {
  const { t } = useTranslation("sources");
  const columns: readonly Column<Run>[] = [
    { name: "when", title: t("column.when"), cell: (one) => <Time when={one.created_at} /> },
    {
      name: "state",
      title: t("column.state"),
      cell: (one) => <Badge mood={MOODS[one.state] as Mood}>{t(`run-state.${one.state}`)}</Badge>,
    },
    {
      name: "mode",
      title: t("column.mode"),
      optional: true,
      cell: (one) => t(`mode.${one.mode}`),
    },
    {
      name: "changes",
      title: t("column.changes"),
      end: true,
      optional: true,
      cell: (one) => <Changes counts={one.counts} />,
    },
    {
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      optional: true,
      cell: (one) => <RunMenu store={store} source={source} run={one} />,
    },
  ];
  return (
    <section>
      <h2 className="h2">{t("runs")}</h2>
      {runs.length ? (
        <Table label={t("runs")} rows={runs} keyOf={(one) => one.id} columns={columns} dense />
      ) : (
        <p className="muted">{t("runs.none")}</p>
      )}
    </section>
  );
}

function Changes({ counts }: { counts: Readonly<Record<string, Counted>> }) {
  const { count } = useNumbers();
  const sum = (name: keyof Counted) =>
    count(Object.values(counts).reduce((all, one) => all + (one[name] ?? 0), 0));
  return (
    <bdi className="num">
      +{sum("added")} ~{sum("changed")} −{sum("removed")}
    </bdi>
  );
}

function RunMenu({ store, source, run }: { store: string; source: Source; run: Run }) {
  const { t } = useTranslation("sources");
  const act = useSourceActions(store, source.id).run;
  const may = useRights(store)("sources.write");
  if (!may || run.state !== "live") return null;
  return (
    <Menu
      label={t("actions-for", { name: t(`mode.${run.mode}`) })}
      items={[
        {
          label: t("take-back"),
          icon: "back",
          act: () => act.mutate({ run_id: run.id, action: "rollback" }),
        },
      ]}
    />
  );
}
