import "./sources.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Icon } from "../../ui/Icon";
import { Badge, Empty, Head } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { kindsQuery, sourcesQuery } from "./api";
import { Choosing } from "./Choosing";
import { iconOf } from "./kinds";
import { hasEnded } from "./running";
import { SourceMenu } from "./SourceMenu";
import { SyncPanel } from "./SyncPanel";
import type { RunState, Source } from "./types";
import { useKindWords } from "./useKindWords";
import { useSchedule } from "./useSchedule";

export default function SourceList() {
  const { t } = useTranslation("sources");
  const { store } = useParams({ strict: false }) as { store: string };
  const query = useQuery(sourcesQuery(store));
  return (
    <Answered query={query} about={t("about")}>
      {(sources) =>
        sources.length ? <Filled store={store} sources={sources} /> : <Nothing store={store} />
      }
    </Answered>
  );
}

/** Nothing is connected: the address is asked for at once, and all kinds stand below. */
function Nothing({ store }: { store: string }) {
  const { t } = useTranslation("sources");
  const may = useRights(store)("sources.write");
  if (!may) return <Empty title={t("empty")}>{t("empty.text")}</Empty>;
  return (
    <>
      <Head more={t("empty.text")}>{t("empty")}</Head>
      <Beginning store={store} />
    </>
  );
}

function Beginning({ store }: { store: string }) {
  const { t } = useTranslation("sources");
  const navigate = useNavigate();
  const query = useQuery(kindsQuery(store));
  const choose = (kind: string, address: string) =>
    void navigate({
      to: `/s/${store}/sources/new`,
      search: { kind, ...(address && { address }) } as never,
    });
  return (
    <Answered query={query} about={t("kinds")}>
      {(kinds) => <Choosing store={store} kinds={kinds} address="" onChoose={choose} />}
    </Answered>
  );
}

function Add({ store }: { store: string }) {
  const { t } = useTranslation("sources");
  if (!useRights(store)("sources.write")) return null;
  return (
    <Link className="btn primary" to={`/s/${store}/sources/new`}>
      <Icon name="plus" small />
      {t("add")}
    </Link>
  );
}

function Filled({ store, sources }: { store: string; sources: readonly Source[] }) {
  const { t } = useTranslation("sources");
  const running = sources.flatMap((one) =>
    one.last_run && !hasEnded(one.last_run.state) ? [{ one, run: one.last_run.id }] : [],
  );
  return (
    <>
      <Head more={useFinding(sources)} actions={<Add store={store} />}>
        {t("answers-from", { count: sources.length })}
      </Head>
      {running.map(({ one, run }) => (
        <SyncPanel key={one.id} store={store} source={one} run={run} />
      ))}
      <List store={store} sources={sources} />
    </>
  );
}

/** What there is to say of all of them: what fails comes first. */
function useFinding(sources: readonly Source[]): string {
  const { t } = useTranslation("sources");
  const faults = sources.filter((one) => one.state === "broken" || one.health.state === "failing");
  const unread = sources.filter((one) => one.health.state === "new").length;
  const names = faults.map((one) => one.name).join(", ");
  if (faults.length) return t("faults", { count: faults.length, names });
  return unread ? t("unread", { count: unread }) : t("well");
}

interface ListProps {
  store: string;
  sources: readonly Source[];
}

function List({ store, sources }: ListProps) {
  const { t } = useTranslation("sources");
  return (
    <Table label={t("about")} rows={sources} keyOf={(one) => one.id} columns={useColumns(store)} />
  );
}

function useColumns(store: string): readonly Column<Source>[] {
  const { t } = useTranslation("sources");
  const kinds = useQuery(kindsQuery(store)).data ?? [];
  const schedule = useSchedule();
  const words = useKindWords();
  const titleOf = (kind: string) =>
    words.title(kind, kinds.find((one) => one.kind === kind)?.title);
  return [
    {
      name: "name",
      title: t("column.source"),
      by: (one) => one.name,
      cell: (one) => (
        <Link to={`/s/${store}/sources/${one.id}`} className="src-name">
          <span className="ico">
            <Icon name={iconOf(one.kind)} />
          </span>
          <span>
            <b>{one.name}</b>
            <small>{titleOf(one.kind)}</small>
          </span>
        </Link>
      ),
    },
    {
      name: "holds",
      title: t("column.holds"),
      optional: true,
      cell: (one) => <Holds source={one} />,
    },
    {
      name: "state",
      title: t("column.state"),
      cell: (one) => <State source={one} run={one.last_run} />,
    },
    {
      name: "updated",
      title: t("column.updated"),
      optional: true,
      cell: (one) => <Updated run={one.last_run} />,
    },
    {
      name: "fresh",
      title: t("column.fresh"),
      optional: true,
      cell: (one) => <span className="muted">{schedule(one.schedule)}</span>,
    },
    {
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      optional: true,
      end: true,
      cell: (one) => <SourceMenu store={store} source={one} />,
    },
  ];
}

/** What is live of each resource that is read. */
function Holds({ source }: { source: Source }) {
  const { t } = useTranslation("sources");
  const { count } = useNumbers();
  return (
    <ul className="leg num holds">
      {source.resources.map((name) => (
        <li key={name}>
          <b>{count(source.holds[name] ?? 0)}</b> {t(`resource.${name}`)}
        </li>
      ))}
    </ul>
  );
}

function Updated({ run }: { run: Source["last_run"] }) {
  const { t } = useTranslation("sources");
  const when = run?.state === "live" ? run.finished_at : undefined;
  return <span className="muted num">{when ? <Time when={when} /> : t("not-yet")}</span>;
}

interface StateProps {
  source: Source;
  /** Its newest. */
  run: { state: RunState } | null | undefined;
}

/** How a source is, in a word. */
export function State({ source, run }: StateProps) {
  const { t } = useTranslation("sources");
  const read = useShareRead(source);
  if (source.state === "paused") return <Badge icon="pause">{t("state.paused")}</Badge>;
  if (source.state === "awaiting_consent")
    return (
      <Badge mood="warn" icon="person">
        {t("state.awaiting_consent")}
      </Badge>
    );
  if (source.state === "broken" || source.health.state === "failing")
    return (
      <Badge mood="bad" icon="warning">
        {t("state.failing")}
      </Badge>
    );
  if (run?.state === "waiting")
    return (
      <Badge mood="warn" icon="warning">
        {t("state.waiting")}
      </Badge>
    );
  if (run && !hasEnded(run.state))
    return (
      <Badge mood="acc" icon="bolt">
        {read ? t("state.reading-share", { share: read }) : t("state.reading")}
      </Badge>
    );
  if (source.health.state === "late")
    return (
      <Badge mood="warn" icon="warning">
        {t("state.late")}
      </Badge>
    );
  if (source.health.state === "new") return <Badge>{t("state.new")}</Badge>;
  if (source.problems)
    return (
      <Badge mood="warn" icon="warning">
        {t("state.problems", { count: source.problems })}
      </Badge>
    );
  return (
    <Badge mood="good" icon="check">
      {t("state.well")}
    </Badge>
  );
}

/** How much of a source its newest run has read; undefined where nobody can tell yet. */
function useShareRead({ last_run: run }: Source): string | undefined {
  const { share } = useNumbers();
  return run?.total ? share(Math.min(run.records, run.total), run.total) : undefined;
}
