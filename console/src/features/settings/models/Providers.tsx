import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { type Provider, providersQuery } from "./api";
import { ProviderMenu } from "./ProviderMenu";

/** Providers that the organization brought, without their keys. */
export function Providers() {
  const { t } = useTranslation("settings/models");
  const query = useQuery(providersQuery);
  const columns = useColumns();
  return (
    <section className="models-part">
      <div className="sec-h">
        <h2 className="h2">{t("providers")}</h2>
      </div>
      <Answered query={query} about={t("providers")}>
        {(found) =>
          found.length ? (
            <Table label={t("providers")} rows={found} keyOf={(one) => one.id} columns={columns} />
          ) : (
            <p className="muted">{t("providers.none")}</p>
          )
        }
      </Answered>
    </section>
  );
}

function useColumns(): Column<Provider>[] {
  const { t } = useTranslation("settings/models");
  return [
    { name: "provider", title: t("column.provider"), cell: (one) => <Name of={one} /> },
    {
      name: "offers",
      title: t("models"),
      cell: (one) => <bdi>{one.models.map((model) => model.name).join(", ")}</bdi>,
    },
    { name: "key", title: t("column.key"), cell: (one) => <Key of={one} /> },
    {
      name: "state",
      title: t("column.state"),
      cell: (one) => (
        <Badge mood={one.suspended_at ? "warn" : "good"}>
          {t(one.suspended_at ? "off" : "on")}
        </Badge>
      ),
    },
    {
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <ProviderMenu of={one} />,
    },
  ];
}

function Name({ of }: { of: Provider }) {
  const { t } = useTranslation("settings/models");
  return (
    <span className="stacked">
      <b className="b">{of.name}</b>
      <small className="muted">
        {t(`speaks.${of.kind}`)} · <bdi className="address">{of.base_url}</bdi>
      </small>
    </span>
  );
}

function Key({ of }: { of: Provider }) {
  const { t } = useTranslation("settings/models");
  if (!of.key_set_at) return <span className="muted">{t("key.none")}</span>;
  return (
    <span className="stacked">
      <span>{of.key_tail ? <bdi className="mono">…{of.key_tail}</bdi> : t("key.sealed")}</span>
      <small className="muted">
        <Time when={of.key_set_at} />
      </small>
    </span>
  );
}
