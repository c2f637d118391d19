import "./knowledge.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Check } from "../../ui/Field";
import { Banner, Head } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { nearestQuery } from "./api";
import { NewFields, useBeginning } from "./NewArticle";
import { draftOf } from "./text";
import type { Passage } from "./types";

const LONGEST_TITLE = 200;

/** An article that answers a question: its words, and the passages that come nearest to begin the draft with. */
export default function NewFromQuestion() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  const [question] = useUrlState<string>("question", "");
  const [title] = useUrlState<string>("title", "");
  const may = useRights(store)("articles.write");
  return (
    <>
      <Link className="link hit" to={`/s/${store}/knowledge`}>
        {t("all")}
      </Link>
      <Head more={question ? t("new.asked", { question }) : t("why")}>{t("write")}</Head>
      {may ? (
        <Beginning key={question} store={store} question={question || title} />
      ) : (
        <Banner mood="warn" title={t("barred")} />
      )}
    </>
  );
}

function Beginning({ store, question }: { store: string; question: string }) {
  const { t } = useTranslation("knowledge");
  const id = useId();
  const [picked, setPicked] = useState<readonly Passage[]>([]);
  const passages = picked.map(({ passage }) => passage);
  const form = useBeginning(
    store,
    draftOf(passages, (title) => t("new.source", { title })),
  );
  return (
    <div className="kn-form">
      <NewFields id={id} form={form} title={question.slice(0, LONGEST_TITLE)}>
        {question && <Nearest {...{ store, question, picked, setPicked }} />}
      </NewFields>
      <div className="kn-acts">
        <Button kind="primary" type="submit" form={id} busy={form.busy}>
          {t("begin")}
        </Button>
      </div>
    </div>
  );
}

interface NearestProps {
  store: string;
  question: string;
  picked: readonly Passage[];
  setPicked: (picked: readonly Passage[]) => void;
}

/** What is written about it already; each passage can begin the draft, marked with its source. */
function Nearest({ store, question, picked, setPicked }: NearestProps) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("search");
  const query = useQuery({ ...nearestQuery(store, question, null), enabled: may });
  if (!may) return null;
  const toggle = (one: Passage, on: boolean) =>
    setPicked(on ? [...picked, one] : picked.filter((other) => other !== one));
  return (
    <fieldset className="kn-fields">
      <legend className="h2">{t("nearest")}</legend>
      <Answered query={query} about={t("nearest")}>
        {(found) =>
          found.length ? (
            <ul className="kn-chunks">
              {found.map((one) => (
                <li key={one.passage.id}>
                  <Check
                    label={t("new.take", { title: one.passage.title })}
                    checked={picked.includes(one)}
                    onChange={(event) => toggle(one, event.target.checked)}
                  />
                  <p>{one.passage.text}</p>
                </li>
              ))}
            </ul>
          ) : (
            <p className="muted">{t("nearest.none")}</p>
          )
        }
      </Answered>
    </fieldset>
  );
}
