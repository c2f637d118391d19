import { useTranslation } from "react-i18next";
import { useNumbers } from "../../../format/numbers";
import { Time } from "../../../format/Time";
import { Badge, type Mood } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import type { Model } from "./api";

const MOODS: Readonly<Record<Model["health"]["state"], Mood | undefined>> = {
  ok: "good",
  troubled: "warn",
  resting: "bad",
  unknown: undefined,
};

/** Every model that can be used here. */
export function ModelList({ models }: { models: readonly Model[] }) {
  const { t } = useTranslation("settings/models");
  return (
    <Table
      label={t("models")}
      rows={models}
      keyOf={(one) => `${one.kind} ${one.owner} ${one.id}`}
      columns={useColumns()}
    />
  );
}

function useColumns(): Column<Model>[] {
  const { t } = useTranslation("settings/models");
  return [
    {
      name: "model",
      title: t("column.model"),
      by: (one) => one.id,
      cell: (one) => <Name of={one} />,
    },
    { name: "health", title: t("column.health"), cell: (one) => <Health of={one} /> },
    {
      name: "latency",
      title: t("column.latency"),
      end: true,
      by: (one) => one.latency.total?.p50 ?? -1,
      cell: (one) => <Latency of={one} />,
    },
    {
      name: "price",
      title: t("column.price"),
      end: true,
      by: (one) => Number(one.price?.output ?? -1),
      cell: (one) => <Price of={one} />,
    },
    { name: "can", title: t("column.can"), optional: true, cell: (one) => <Abilities of={one} /> },
  ];
}

function Name({ of }: { of: Model }) {
  const { t } = useTranslation("settings/models");
  return (
    <span className="stacked">
      <span>
        <b className="b">
          <bdi>{of.id}</bdi>
        </b>{" "}
        {of.usual && <Badge mood="acc">{t("usual")}</Badge>}{" "}
        {of.hidden && <Badge mood="warn">{t("hidden")}</Badge>}
      </span>
      <small className="muted">
        {t(`kind.${of.kind}`)} · {of.provider === "local" ? t("local") : <bdi>{of.provider}</bdi>}
        {of.owner === "organization" && <> · {t("yours")}</>}
      </small>
    </span>
  );
}

function Health({ of: { health } }: { of: Model }) {
  const { t } = useTranslation("settings/models");
  const { trouble } = health;
  const mood = MOODS[health.state];
  return (
    <span className="stacked">
      <span>
        <Badge {...(mood && { mood })}>{t(`health.${health.state}`)}</Badge>
      </span>
      {health.in_flight > 0 && (
        <small className="muted">{t("in-flight", { count: health.in_flight })}</small>
      )}
      {trouble && health.state !== "ok" && (
        <small className="muted">
          <bdi>{trouble.code}</bdi> <Time when={trouble.at} />
        </small>
      )}
    </span>
  );
}

function Latency({ of: { latency } }: { of: Model }) {
  const { t } = useTranslation("settings/models");
  const { duration } = useNumbers();
  const { total } = latency;
  if (!total) return <span className="muted">{t("unmeasured")}</span>;
  return (
    <span className="stacked num" title={t("answers", { count: latency.answers })}>
      <span>{duration(total.p50)}</span>
      <small className="muted">{t("p95", { time: duration(total.p95) })}</small>
    </span>
  );
}

function Price({ of: { price, provider } }: { of: Model }) {
  const { t } = useTranslation("settings/models");
  const { money } = useNumbers();
  if (!price) return <span className="muted">{t(provider === "local" ? "free" : "unpriced")}</span>;
  const said = (amount: string) => money(Number(amount), price.currency);
  return (
    <span className="stacked num" title={price.source}>
      <span>{t("price.in", { amount: said(price.input) })}</span>
      <small className="muted">{t("price.out", { amount: said(price.output) })}</small>
    </span>
  );
}

function Abilities({ of: { abilities, kind } }: { of: Model }) {
  const { t } = useTranslation("settings/models");
  if (kind !== "chat") return null;
  if (!abilities.can.length) return <span className="muted">{t("can.unknown")}</span>;
  return <span>{abilities.can.map((one) => t(`can.${one}`)).join(", ")}</span>;
}
