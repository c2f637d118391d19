import "./knowledge.css";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Badge, Head, type Mood, Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { findingsQuery, lintRunQuery, useFindingActions } from "./api";
import { Sections } from "./Sections";
import type { Finding } from "./types";

const STATES = ["open", "ignored", "fixed"] as const;

export default function Findings() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  const [state, setState] = useUrlState<Finding["state"]>("state", "open");
  const query = useInfiniteQuery(findingsQuery(store, state));
  return (
    <>
      <Sections store={store} />
      <Head more={<LastRun store={store} />} actions={<Look store={store} />}>
        {t("checks")}
      </Head>
      <Segments
        label={t("column.state")}
        value={state}
        options={STATES.map((one) => [one, t(`finding.${one}`)] as const)}
        onChange={setState}
      />
      <Answered query={query} about={t("checks")}>
        {({ pages }) =>
          pages[0]?.items.length ? (
            <ul className="kn-findings">
              {pages
                .flatMap(({ items }) => items)
                .map((one) => (
                  <One key={one.id} store={store} finding={one} />
                ))}
            </ul>
          ) : (
            <p className="muted">{t(`finding.none.${state}`)}</p>
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

function LastRun({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const run = useQuery(lintRunQuery(store)).data;
  if (run === undefined) return null;
  if (run === null) return t("run.none");
  return (
    <>
      {t(`run.${run.state}`, { documents: run.documents, products: run.products })}{" "}
      {run.finished_at && <Time when={run.finished_at} />}
    </>
  );
}

function Look({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const { look } = useFindingActions(store);
  if (!useRights(store)("linter.write")) return null;
  return (
    <Button icon="refresh" busy={look.isPending} onClick={() => look.mutate()}>
      {t("look-now")}
    </Button>
  );
}

const MOODS: Readonly<Record<Finding["severity"], Mood>> = {
  error: "bad",
  warning: "warn",
  hint: "acc",
};

function One({ store, finding }: { store: string; finding: Finding }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("linter.write");
  const { reopen } = useFindingActions(store);
  return (
    <li className="panel">
      <p>
        <Badge mood={MOODS[finding.severity]}>{t(`severity.${finding.severity}`)}</Badge>{" "}
        <b>{finding.message}</b>
      </p>
      {finding.suggestion && <p>{finding.suggestion}</p>}
      <div className="kn-places">
        {finding.places.map((place) => (
          <figure key={`${place.name} ${place.quote}`}>
            <blockquote>{place.quote || t("nothing-there")}</blockquote>
            <figcaption>{place.name}</figcaption>
          </figure>
        ))}
      </div>
      {finding.reason && (
        <p className="muted">
          {t("reason")}: {finding.reason}
        </p>
      )}
      {finding.state === "open" && <WriteAbout store={store} finding={finding} />}
      {may && finding.state === "open" && <Ignore store={store} finding={finding} />}
      {may && finding.state === "ignored" && (
        <Button small busy={reopen.isPending} onClick={() => reopen.mutate(finding.id)}>
          {t("reopen")}
        </Button>
      )}
    </li>
  );
}

/** What nothing answers is a question; its words begin an article. */
const ASKED = new Set(["question.unanswered", "question.finds_nothing"]);

function WriteAbout({ store, finding }: { store: string; finding: Finding }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("articles.write");
  const question = finding.places[0]?.quote;
  if (!may || !question || !ASKED.has(finding.kind)) return null;
  const to = `/s/${store}/knowledge/new?question=${encodeURIComponent(question)}`;
  return (
    <Link className="btn second sm" to={to}>
      {t("write")}
    </Link>
  );
}

function Ignore({ store, finding }: { store: string; finding: Finding }) {
  const { t } = useTranslation("knowledge");
  const { ignore } = useFindingActions(store);
  const [reason, setReason] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) ignore.mutate({ id: finding.id, reason: reason.trim() });
  };
  return (
    <form onSubmit={send} className="kn-acts">
      <Field
        label={t("reason")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" small disabled={!reason.trim()} busy={ignore.isPending}>
        {t("ignore")}
      </Button>
    </form>
  );
}
