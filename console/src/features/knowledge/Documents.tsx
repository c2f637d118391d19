import "./knowledge.css";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ChangeEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Labelled } from "../../ui/Field";
import { Badge, Head, type Mood } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { tell } from "../../ui/toasts";
import { documentsQuery, uploadDocument } from "./api";
import { Sections } from "./Sections";
import type { Document } from "./types";

export default function Documents() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  const may = useRights(store)("documents.write");
  const query = useInfiniteQuery(documentsQuery(store));
  return (
    <>
      <Sections store={store} />
      <Head more={t("documents.more")}>{t("documents")}</Head>
      {may && <Upload store={store} />}
      <Answered query={query} about={t("documents")}>
        {({ pages }) =>
          pages[0]?.items.length ? (
            <List documents={pages.flatMap((page) => page.items)} whole={!query.hasNextPage} />
          ) : (
            <p className="muted">{t("documents.none")}</p>
          )
        }
      </Answered>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** Files go one after another, so that each says how far it is and one that fails stops no other. */
function Upload({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ sent: number; all: number }>();
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const files = [...(input.files ?? [])];
    for (const [sent, file] of files.entries()) {
      setProgress({ sent, all: files.length });
      await uploadDocument(store, file).catch((error: unknown) =>
        tell(`${file.name}: ${asProblem(error).detail}`, { bad: true }),
      );
    }
    setProgress(undefined);
    input.value = "";
    await queries.invalidateQueries({ queryKey: ["store", store, "documents"] });
  };
  return (
    <div className="kn-upload">
      <Labelled label={t("upload")} help={t("upload.help")}>
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            multiple
            disabled={!!progress}
            onChange={(event) => void choose(event)}
          />
        )}
      </Labelled>
      {progress && (
        <div role="status">
          {t("upload.sent", progress)}{" "}
          <progress aria-label={t("upload")} value={progress.sent} max={progress.all} />
        </div>
      )}
    </div>
  );
}

const MOODS: Readonly<Record<string, Mood>> = { ready: "good", failed: "bad" };

/** whole: all of them are here; only then they can be sorted. */
function List({ documents, whole }: { documents: readonly Document[]; whole: boolean }) {
  const { t } = useTranslation("knowledge");
  const sorted = (by: (one: Document) => string) => (whole ? { by } : {});
  const columns: readonly Column<Document>[] = [
    {
      name: "title",
      title: t("column.title"),
      ...sorted((one) => one.title ?? one.name),
      cell: (one) => one.title ?? <bdi>{one.name}</bdi>,
    },
    {
      name: "state",
      title: t("column.state"),
      ...sorted((one) => one.state),
      cell: (one) => (
        <>
          <Badge mood={MOODS[one.state] as Mood}>{t(`document.${one.state}`)}</Badge>{" "}
          {one.detail && <small>{one.detail}</small>}
        </>
      ),
    },
    {
      name: "updated",
      title: t("column.updated"),
      optional: true,
      ...sorted((one) => one.updated_at),
      cell: (one) => <Time when={one.updated_at} />,
    },
  ];
  return (
    <Table label={t("documents")} rows={documents} keyOf={(one) => one.id} columns={columns} />
  );
}
