import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Badge, Empty, Head, Isolated, type Mood } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { type Model, modelsQuery } from "./api";
import { Parts } from "./Parts";

const MOODS: Readonly<Record<Model["health"]["state"], Mood | undefined>> = {
  ok: "good",
  troubled: "warn",
  resting: "bad",
  unknown: undefined,
};

/** How the models that the store can use do: health, times, calls under way. */
export default function Providers() {
  const { t } = useTranslation("operations");
  const query = useQuery(modelsQuery);
  return (
    <Parts>
      <Answered query={query} about={t("providers")}>
        {(models) => {
          if (!models.length)
            return <Empty title={t("models.none")}>{t("models.none.text")}</Empty>;
          const bad = models.filter((one) => ["troubled", "resting"].includes(one.health.state));
          return (
            <>
              <Head more={t("models.more")}>
                {bad.length
                  ? t("models.bad", { names: bad.map((one) => one.id).join(", ") })
                  : t("models.well")}
              </Head>
              <List models={models} />
            </>
          );
        }}
      </Answered>
    </Parts>
  );
}

function List({ models }: { models: readonly Model[] }) {
  const { t } = useTranslation("operations");
  const { duration, count } = useNumbers();
  const seconds = (value: number | undefined) => (value === undefined ? "–" : duration(value));
  const columns: Column<Model>[] = [
    {
      name: "model",
      title: t("column.model"),
      by: (one) => one.id,
      cell: (one) => <Name of={one} />,
    },
    { name: "health", title: t("column.health"), cell: (one) => <Health of={one} /> },
    {
      name: "p50",
      title: t("column.p50"),
      end: true,
      cell: (one) => seconds(one.latency.total?.p50),
    },
    {
      name: "p95",
      title: t("column.p95"),
      end: true,
      cell: (one) => seconds(one.latency.total?.p95),
    },
    {
      name: "flight",
      title: t("column.flight"),
      end: true,
      cell: (one) => count(one.health.in_flight),
    },
  ];
  return <Table label={t("providers")} rows={models} keyOf={(one) => one.id} columns={columns} />;
}

function Name({ of }: { of: Model }) {
  return (
    <span>
      <Isolated>{of.id}</Isolated> <small className="muted">{of.provider}</small>
    </span>
  );
}

function Health({ of: { health } }: { of: Model }) {
  const { t } = useTranslation("operations");
  const mood = MOODS[health.state];
  return (
    <span>
      <Badge {...(mood && { mood })}>{t(`health.${health.state}`)}</Badge>{" "}
      {health.trouble && <small className="muted">{health.trouble.code}</small>}
    </span>
  );
}
