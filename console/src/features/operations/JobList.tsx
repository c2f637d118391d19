import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useNumbers } from "../../format/numbers";
import { Time } from "../../format/Time";
import { Menu, type MenuItem } from "../../ui/Menu";
import { Badge, type Mood } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { tell } from "../../ui/toasts";
import { discardJob, type Job, pauseKinds, retryJob, type State, useDone } from "./api";
import { useKinds } from "./kinds";

type PausedKind = components["schemas"]["PausedKind"];
const MOODS: Readonly<Partial<Record<State, Mood>>> = { done: "good", dead: "bad", running: "acc" };

interface Props {
  store: string;
  jobs: readonly Job[];
  paused: readonly PausedKind[];
  mayChange: boolean;
  onKind: (kind: string) => void;
}

/** Jobs with how far they are, and what can be done about one. */
export function JobList(props: Props) {
  const { t } = useTranslation("operations");
  const kindInWords = useKinds();
  const columns: Column<Job>[] = [
    { name: "kind", title: t("column.kind"), cell: (one) => kindInWords(one.kind) },
    {
      name: "state",
      title: t("state"),
      cell: (one) => {
        const mood = MOODS[one.state];
        return <Badge {...(mood && { mood })}>{t(`state.${one.state}`)}</Badge>;
      },
    },
    { name: "progress", title: t("column.progress"), cell: (one) => <Progress of={one} /> },
    { name: "age", title: t("column.age"), cell: (one) => <Time when={one.created_at} /> },
    {
      name: "next",
      title: t("column.next"),
      cell: (one) => (one.next_try_at ? <Time when={one.next_try_at} /> : "–"),
      optional: true,
    },
    {
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <Actions {...props} of={one} />,
    },
  ];
  return <Table label={t("jobs")} rows={props.jobs} keyOf={(one) => one.id} columns={columns} />;
}

function Progress({ of }: { of: Job }) {
  const { t } = useTranslation("operations");
  const numbers = useNumbers();
  const tries = t("tries", { attempt: numbers.count(of.attempt) });
  const { done = 0, total = null } = of.progress ?? {};
  const far =
    total !== null
      ? t("done.of", { done: numbers.count(done), total: numbers.count(total) })
      : numbers.count(done);
  return (
    <span>
      {of.progress && far} <small className="muted">{tries}</small>
      {of.error && <small className="muted job-error">{of.error}</small>}
    </span>
  );
}

function Actions({ store, of, paused, mayChange, onKind }: Props & { of: Job }) {
  const { t } = useTranslation("operations");
  const kindInWords = useKinds();
  const kind = kindInWords(of.kind);
  const again = useDone(store, () => retryJob(store, of.id));
  const drop = useDone(store, () => discardJob(store, of.id));
  const resting = paused.map((one) => one.kind);
  const rest = useDone(store, () => pauseKinds(store, [...resting, of.kind]));
  const alive = of.state === "dead" ? undefined : t("barred.alive");
  const noRight = mayChange ? undefined : t("barred.right");
  const noRest = of.may_rest ? undefined : t("barred.erases");
  const items: MenuItem[] = [
    { label: t("only", { kind }), icon: "search", act: () => onKind(of.kind) },
    {
      label: t("retry"),
      icon: "refresh",
      barred: noRight ?? alive,
      act: () => again.mutate(undefined, { onSuccess: () => tell(t("told.retried", { kind })) }),
    },
    {
      label: t("pause", { kind }),
      icon: "pause",
      barred: noRight ?? noRest ?? (resting.includes(of.kind) ? t("barred.paused") : undefined),
      act: () => rest.mutate(undefined, { onSuccess: () => tell(t("told.paused", { kind })) }),
    },
    {
      label: t("discard"),
      icon: "close",
      bad: true,
      barred: noRight ?? alive,
      act: () => drop.mutate(undefined, { onSuccess: () => tell(t("told.discarded", { kind })) }),
    },
  ];
  return <Menu label={t("actions-for", { kind })} items={items} />;
}
