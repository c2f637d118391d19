import "./assistant.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Badge, Head } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { releasesQuery } from "./api";
import type { Release } from "./types";

/** Every version of the assistant, the newest first. */
export default function Versions() {
  const { t } = useTranslation("assistant");
  const { store } = useParams({ strict: false }) as { store: string };
  const columns = useColumns(store);
  return (
    <Answered query={useQuery(releasesQuery(store))} about={t("versions")}>
      {(releases) => (
        <>
          <Head
            more={releases.length === 1 ? t("versions.first") : t("versions.text")}
            actions={
              <Link className="btn second" to={`/s/${store}/assistant`}>
                {t("to-draft")}
              </Link>
            }
          >
            {t("versions.count", { count: releases.length })}
          </Head>
          <Table
            label={t("versions")}
            rows={releases}
            keyOf={(one) => String(one.number)}
            columns={columns}
          />
        </>
      )}
    </Answered>
  );
}

function useColumns(store: string): readonly Column<Release>[] {
  const { t } = useTranslation("assistant");
  return [
    {
      name: "number",
      title: t("column.version"),
      by: (one) => one.number,
      cell: (one) => (
        <Link className="link hit" to={`/s/${store}/assistant/versions/${one.number}`}>
          {t("version", { number: one.number })}
        </Link>
      ),
    },
    {
      name: "state",
      title: t("column.state"),
      cell: (one) =>
        one.live ? (
          <Badge mood="good">{t("state.live")}</Badge>
        ) : one.restores ? (
          t("restores", { number: one.restores })
        ) : null,
    },
    { name: "note", title: t("column.note"), cell: (one) => <span dir="auto">{one.note}</span> },
    {
      name: "when",
      title: t("column.when"),
      by: (one) => one.created_at,
      cell: (one) => <Time when={one.created_at} />,
    },
  ];
}
