import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Badge, Banner } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import {
  commentsQuery,
  type Decision,
  differenceQuery,
  effectQuery,
  useArticleActions,
} from "./api";
import { OnItsWay } from "./OnItsWay";
import { Spans } from "./Spans";
import { isGoingLive, type WholeArticle } from "./types";
import { Who } from "./Who";

interface Props {
  store: string;
  article: WholeArticle;
}

/** What waits for approval: what it changes, what that does to the test questions, and the decision. */
export function Review({ store, article }: Props) {
  const { t } = useTranslation("knowledge");
  const number = article.in_review ?? article.scheduled;
  const after = number === null ? "draft" : String(number);
  const live = article.live_version !== null;
  // Where nothing is live, a text compared with itself is the whole of it.
  const before = live ? String(article.live_version) : after;
  const difference = useQuery(differenceQuery(store, article.id, before, after));
  return (
    <section className="kn-review">
      <OnItsWay article={article} />
      {number === null ? (
        !isGoingLive(article) && <p className="muted">{t("review.none")}</p>
      ) : (
        <Decide store={store} article={article} number={number} />
      )}
      <h3 className="h2">{live ? t("differs") : t("all-new")}</h3>
      <Answered query={difference} about={t("differs")}>
        {(found) => (
          <>
            <Spans spans={found.title} />
            <Spans spans={found.body} />
          </>
        )}
      </Answered>
      {number !== null && <Questions store={store} article={article} number={number} />}
      {number !== null && <Comments store={store} article={article} number={number} />}
    </section>
  );
}

function Decide({ store, article, number }: Props & { number: number }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store);
  const { version } = useArticleActions(store, article.id);
  const [note, setNote] = useState("");
  const [day, setDay] = useState("");
  const act = (decision: Omit<Decision, "number">, told: string) =>
    version.mutate({ number, ...decision }, { onSuccess: () => tell(told) });
  const publish_at = day ? { publish_at: `${day}T00:00:00Z` } : {};
  return (
    <div className="panel kn-decide">
      <h3 className="h2">{t("decide", { number })}</h3>
      {article.scheduled_at && (
        <p>
          {t("goes-live")} <Time when={article.scheduled_at} />
        </p>
      )}
      {may("articles.approve") && article.in_review !== null ? (
        <>
          <div className="kn-grid">
            <Field label={t("note")} value={note} onChange={(e) => setNote(e.target.value)} />
            <Field
              type="date"
              label={t("publish-at")}
              help={t("publish-at.help")}
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          </div>
          <div className="kn-acts">
            <Button
              kind="primary"
              busy={version.isPending}
              onClick={() => act({ act: "approve", note, ...publish_at }, t("told.approved"))}
            >
              {t("approve", { number })}
            </Button>
            <Button
              busy={version.isPending}
              onClick={() => act({ act: "reject", note }, t("told.rejected"))}
            >
              {t("ask-changes")}
            </Button>
          </div>
        </>
      ) : (
        article.in_review !== null && <Banner title={t("approve.barred")} />
      )}
      {may("articles.write") && (
        <Button
          kind="quiet"
          busy={version.isPending}
          onClick={() => act({ act: "withdraw" }, t("told.withdrawn"))}
        >
          {t("withdraw")}
        </Button>
      )}
    </div>
  );
}

function Questions({ store, article, number }: Props & { number: number }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("articles.write");
  const query = useQuery(effectQuery(store, article.id, number));
  const moved = query.data?.questions.filter((one) => one.before.ndcg !== one.after.ndcg) ?? [];
  return (
    <section>
      <h3 className="h2">{t("effect")}</h3>
      {may && (
        <Button busy={query.isFetching} onClick={() => void query.refetch()}>
          {t("effect.ask")}
        </Button>
      )}
      {query.isError && <Banner mood="bad" title={query.error.message} />}
      {query.data && (
        <p role="status">
          {t("effect.of", { count: query.data.asked })}{" "}
          <Badge mood="good">{t("effect.better", { count: query.data.better })}</Badge>{" "}
          <Badge mood={query.data.worse ? "bad" : "good"}>
            {t("effect.worse", { count: query.data.worse })}
          </Badge>
        </p>
      )}
      <ul className="kn-list">
        {moved.map((one) => (
          <li key={one.question}>
            {one.question}
            <Badge mood={one.after.ndcg > one.before.ndcg ? "good" : "bad"}>
              {one.after.ndcg > one.before.ndcg ? t("better") : t("worse")}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Comments({ store, article, number }: Props & { number: number }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("articles.write");
  const { comment, resolve } = useArticleActions(store, article.id);
  const [typed, setTyped] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim())
      comment.mutate({ number, body: typed.trim() }, { onSuccess: () => setTyped("") });
  };
  return (
    <section>
      <h3 className="h2">{t("comments")}</h3>
      <Answered query={useQuery(commentsQuery(store, article.id, number))} about={t("comments")}>
        {(found) => (
          <ul className="kn-list">
            {found.map((one) => (
              <li key={one.id}>
                <span>
                  {one.quote && <q>{one.quote}</q>} {one.body}{" "}
                  <small>
                    <Who by={one.made_by} name={one.made_by_name} /> · <Time when={one.made_at} />
                  </small>
                </span>
                {one.resolved_at ? (
                  <Badge mood="good">{t("resolved")}</Badge>
                ) : (
                  may && (
                    <Button small onClick={() => resolve.mutate(one.id)}>
                      {t("resolve")}
                    </Button>
                  )
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {may && (
        <form onSubmit={send}>
          <Field
            label={t("comment")}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" busy={comment.isPending}>
            {t("comment.send")}
          </Button>
        </form>
      )}
    </section>
  );
}
