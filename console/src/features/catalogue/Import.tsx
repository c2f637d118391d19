import "./catalogue.css";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ChangeEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Labelled } from "../../ui/Field";
import { Badge, Banner, Head } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { useUrlState } from "../../ui/urlState";
import { importQuery, isOver, startImport, tryImport } from "./api";
import { Errors } from "./Errors";
import { columnOf, corrected, FIELDS, type FieldName } from "./mapping";
import { saveSample } from "./sample";
import type { DryRun, ImportRun, Mapping } from "./types";

export default function Import() {
  const { t } = useTranslation("catalogue");
  const { store } = useParams({ strict: false }) as { store: string };
  const [run] = useUrlState<string>("run", "");
  const may = useRights(store)("catalog.write");
  return (
    <>
      <Link className="link hit" to={`/s/${store}/catalogue`}>
        {t("all")}
      </Link>
      <Head more={t("import.more")}>{t("import")}</Head>
      {!may && <Banner mood="warn" title={t("import.barred")} />}
      {may && (run ? <Followed store={store} run={run} /> : <Upload store={store} />)}
    </>
  );
}

/** A file, what it would bring, and the button that writes it. */
function Upload({ store }: { store: string }) {
  const { t } = useTranslation("catalogue");
  const [file, setFile] = useState<File>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [, setRun] = useUrlState<string>("run", "");
  const tried = useMutation({
    mutationFn: (wanted: { file: File; mapping: Mapping }) => tryImport(store, wanted),
  });
  const started = useMutation({
    mutationFn: () => startImport(store, { file: file as File, mapping }),
    onSuccess: ({ import_id }) => setRun(import_id),
  });
  const look = (chosen: File, changed: Mapping) => {
    setFile(chosen);
    setMapping(changed);
    tried.mutate({ file: chosen, mapping: changed });
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    if (chosen) look(chosen, {});
  };
  const error = tried.error ?? started.error;
  return (
    <>
      <Labelled label={t("import.file")} help={t("import.kinds")}>
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept=".csv,.tsv,.xlsx,.json,.jsonl"
            onChange={choose}
          />
        )}
      </Labelled>
      {!file && (
        <Button kind="quiet" icon="file" onClick={saveSample}>
          {t("sample")}
        </Button>
      )}
      <Refusal problem={error ? asProblem(error) : undefined} />
      {tried.isPending && <p role="status">{t("import.reading")}</p>}
      {file && tried.data && (
        <Preview
          found={tried.data}
          busy={tried.isPending}
          onMap={(field, column) => look(file, corrected(mapping, field, column))}
          action={
            <Button
              kind="primary"
              busy={started.isPending || tried.isPending}
              disabled={!tried.data.counts.products}
              onClick={() => started.mutate()}
            >
              {t("import.go", { count: tried.data.counts.products })}
            </Button>
          }
        />
      )}
    </>
  );
}

interface PreviewProps {
  found: DryRun;
  busy: boolean;
  onMap: (field: FieldName, column: string) => void;
  action: React.ReactNode;
}

function Preview({ found, busy, onMap, action }: PreviewProps) {
  const { t } = useTranslation("catalogue");
  return (
    <div aria-busy={busy}>
      <h3 className="h2">{t("import.columns")}</h3>
      <div className="cat-map">
        {FIELDS.map((field) => (
          <Mapped key={field} field={field} found={found} onMap={onMap} />
        ))}
      </div>
      {found.unmapped.length > 0 && (
        <p className="muted">
          {t("import.unread")} <bdi>{found.unmapped.join(", ")}</bdi>
        </p>
      )}
      <h3 className="h2">{t("import.would", { count: found.counts.products })}</h3>
      <Sample found={found} />
      <Errors errors={found.errors} />
      <div className="cat-acts">
        {action} <span className="muted">{t("import.nothing-yet")}</span>
      </div>
    </div>
  );
}

/** Under so much a guess is marked as one to look at. */
const SURE = 0.8;

interface MappedProps {
  field: FieldName;
  found: DryRun;
  onMap: PreviewProps["onMap"];
}

function Mapped({ field, found, onMap }: MappedProps) {
  const { t } = useTranslation("catalogue");
  const sure = found.confidence[field];
  const guess = sure !== undefined && sure < SURE ? t("import.unsure") : undefined;
  return (
    <Labelled label={t(`field.${field}`)} help={guess}>
      {(attributes) => (
        <select
          {...attributes}
          value={columnOf(found.mapping, field)}
          onChange={(event) => onMap(field, event.target.value)}
        >
          <option value="">{t("import.no-column")}</option>
          {found.columns.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Sample({ found }: { found: DryRun }) {
  const { money, count } = useNumbers();
  const { t } = useTranslation("catalogue");
  return (
    <ul className="cat-list">
      {found.sample.map((one) => {
        const first = one.variants[0];
        return (
          <li key={one.handle}>
            <span>{one.title}</span>
            <bdi className="num">
              {first?.price ? money(first.price.amount, first.price.currency) : t("no-price")}
              {first?.stock != null &&
                ` · ${t("pieces", { count: first.stock, number: count(first.stock) })}`}
            </bdi>
          </li>
        );
      })}
    </ul>
  );
}

/** An import that was started, until it is over. */
function Followed({ store, run }: { store: string; run: string }) {
  const { t } = useTranslation("catalogue");
  const query = useQuery(importQuery(store, run));
  const queries = useQueryClient();
  const over = !!query.data && isOver(query.data.state);
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ["store", store, "products"] });
  }, [over, queries, store]);
  return (
    <Answered query={query} about={t("import")}>
      {(found) => <Outcome store={store} run={found} />}
    </Answered>
  );
}

function Outcome({ store, run }: { store: string; run: ImportRun }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const done = run.state === "done";
  return (
    <>
      <p role="status">
        <Badge mood={run.state === "failed" ? "bad" : done ? "good" : "acc"}>
          {t(`run.${run.state}`)}
        </Badge>
      </p>
      {run.error && <Banner mood="bad" title={run.error} />}
      <dl className="cat-facts">
        {(["created", "updated", "unchanged", "failed"] as const).map((name) => (
          <div key={name}>
            <dt>{t(`counted.${name}`)}</dt>
            <dd className="num">{count(run.counts?.[name] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <Errors errors={run.errors.items} />
      {done && (
        <Link className="btn primary" to={`/s/${store}/catalogue`}>
          {t("import.see")}
        </Link>
      )}
    </>
  );
}
