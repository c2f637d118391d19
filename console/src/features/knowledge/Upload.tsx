import "./knowledge.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { LANGUAGES } from "../../i18n/languages";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field, Labelled } from "../../ui/Field";
import { Badge, Banner, Head } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { categoriesQuery } from "./api";
import { batchesQuery, planUpload } from "./batches";
import { saveSample } from "./sample";
import { ThenChoice } from "./ThenChoice";
import { Who } from "./Who";

/** Files that become articles; what they would bring is shown before anything is written. */
export default function Upload() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  const may = useRights(store)("articles.write");
  return (
    <>
      <Link className="link hit" to={`/s/${store}/knowledge`}>
        {t("all")}
      </Link>
      <Head more={t("upload.more")}>{t("add-files")}</Head>
      {may ? <Files store={store} /> : <Banner mood="warn" title={t("barred")} />}
      <h3 className="h2">{t("batches")}</h3>
      <Answered query={useQuery(batchesQuery(store))} about={t("batches")}>
        {(found) =>
          found.length ? (
            <ul className="kn-list">
              {found.map((one) => (
                <li key={one.id}>
                  <Link className="link hit" to={`/s/${store}/knowledge/batches/${one.id}`}>
                    {t(`batch.kind.${one.kind}`, { count: one.articles })}
                  </Link>
                  <span>
                    <Badge>{t(`batch.state.${one.state}`)}</Badge>{" "}
                    <small>
                      <Who by={one.made_by} name={one.made_by_name} /> · <Time when={one.made_at} />
                    </small>
                  </span>
                </li>
              ))}
            </ul>
          ) : (
            <p className="muted">{t("batches.none")}</p>
          )
        }
      </Answered>
    </>
  );
}

function Files({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const element = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState(0);
  const form = useForm(
    async () => {
      const { id } = await planUpload(store, sentBy(element.current as HTMLFormElement));
      await navigate({ to: `/s/${store}/knowledge/batches/${id}` });
    },
    () => (chosen ? {} : { files: t("upload.none") }),
  );
  return (
    <form ref={element} className="kn-form" onSubmit={form.onSubmit} noValidate>
      <Labelled label={t("upload.files")} help={t("upload.kinds")} fault={form.fault("files")}>
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            name="files"
            multiple
            accept=".md,.markdown,.txt,.html,.htm,.docx,.csv"
            onChange={(event) => setChosen(event.target.files?.length ?? 0)}
          />
        )}
      </Labelled>
      <Button kind="quiet" icon="file" onClick={saveSample}>
        {t("upload.sample")}
      </Button>
      <div className="kn-grid">
        <LanguageChoice fault={form.fault("language")} />
        <CategoryChoice store={store} fault={form.fault("category")} />
        <Field label={t("tags")} help={t("commas")} name="tags" />
        <ThenChoice store={store} />
      </div>
      <Refusal problem={isTold(form.problem) ? undefined : form.problem} />
      <div className="kn-acts">
        <Button kind="primary" type="submit" busy={form.busy}>
          {t("upload.show")}
        </Button>
        <span className="muted">{t("upload.nothing-yet")}</span>
      </div>
    </form>
  );
}

/** Whether a refusal stands by its field already. */
const isTold = (problem: Problem | undefined) =>
  ["language", "category"].some((name) => problem?.fields[name]);

/** Return what is sent of a form: what is empty is left to the files themselves. */
function sentBy(element: HTMLFormElement): FormData {
  const form = new FormData(element);
  form.set("then", form.get("next") ?? "draft");
  form.delete("next");
  for (const name of ["language", "category", "tags"])
    if (!String(form.get(name) ?? "").trim()) form.delete(name);
  return form;
}

function LanguageChoice({ fault }: { fault: string | undefined }) {
  const { t } = useTranslation("knowledge");
  return (
    <Labelled
      label={t("language")}
      help={t("upload.language.help")}
      fault={fault && t("upload.language.fault")}
    >
      {(attributes) => (
        <select {...attributes} name="language" defaultValue="">
          <option value="">{t("upload.language.said")}</option>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code}>
              {String(name)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function CategoryChoice({ store, fault }: { store: string; fault: string | undefined }) {
  const { t } = useTranslation("knowledge");
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  return (
    <Labelled label={t("category")} help={t("upload.category.help")} fault={fault}>
      {(attributes) => (
        <select {...attributes} name="category" defaultValue="">
          <option value="">{t("category.none")}</option>
          {categories.map((one) => (
            <option key={one.id} value={one.path}>
              {one.path}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
