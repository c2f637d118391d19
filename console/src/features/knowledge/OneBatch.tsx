import "./knowledge.css";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Badge, Banner, Head } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { categoriesQuery } from "./api";
import { batchQuery, useBatchActions } from "./batches";
import { Spans } from "./Spans";
import type { Batch, Category, Change, Content } from "./types";
import { Who } from "./Who";

/** A change of many articles: what it would do, or did, to each; done in one step, and undone in one. */
export default function OneBatch() {
  const { t } = useTranslation("knowledge");
  const { store, batch } = useParams({ strict: false }) as { store: string; batch: string };
  const query = useInfiniteQuery(batchQuery(store, batch));
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  return (
    <>
      <Link className="link hit" to={`/s/${store}/knowledge`}>
        {t("all")}
      </Link>
      <Answered query={query} about={t("batch")}>
        {({ pages }) => (
          <>
            {pages[0] && <Top store={store} batch={pages[0]} />}
            <ul className="kn-findings">
              {pages
                .flatMap((page) => page.changes.items)
                .map((one) => (
                  <One key={one.article_id} store={store} change={one} categories={categories} />
                ))}
            </ul>
            {query.hasNextPage && (
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("more")}
              </Button>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Top({ store, batch }: { store: string; batch: Batch }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store);
  const needsApproval = batch.then === "publish" || batch.then === "archive";
  const barred = needsApproval && !may("articles.approve") ? t("approve.barred") : undefined;
  return (
    <>
      <Head
        more={
          <>
            {t(`then.${batch.then}`)} · <Who by={batch.made_by} name={batch.made_by_name} /> ·{" "}
            <Time when={batch.ended_at ?? batch.made_at} />
          </>
        }
        actions={may("articles.write") && <Act store={store} batch={batch} barred={barred} />}
      >
        {t(`batch.head.${batch.state}`, { count: batch.articles })}
      </Head>
      {batch.state === "shown" && barred && <Banner mood="warn" title={barred} />}
    </>
  );
}

function Act({
  store,
  batch: { id, state, articles: count },
  barred,
}: {
  store: string;
  batch: Batch;
  barred: string | undefined;
}) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const { carryOut } = useBatchActions(store);
  const again = () => {
    void queries.invalidateQueries({ queryKey: ["store", store, "article batch", id] });
    void queries.invalidateQueries({ queryKey: ["store", store, "article batches"] });
  };
  const undo = () =>
    carryOut.mutate(
      { id, act: "undo" },
      { onSuccess: () => tell(t("told.undone", { count })), onSettled: again },
    );
  const apply = () =>
    carryOut.mutate(
      { id, act: "apply" },
      { onSuccess: () => tell(t("told.applied", { count }), { undo }), onSettled: again },
    );
  if (state === "undone") return null;
  return (
    <Button
      kind={state === "shown" ? "primary" : "second"}
      busy={carryOut.isPending}
      disabled={!!barred}
      title={barred}
      onClick={state === "shown" ? apply : undo}
    >
      {t(state === "shown" ? "batch.apply" : "batch.undo", { count })}
    </Button>
  );
}

interface OneProps {
  store: string;
  change: Change;
  categories: readonly Category[];
}

function One({ store, change, categories }: OneProps) {
  const { t } = useTranslation("knowledge");
  const title = change.is_new ? (
    change.after.title
  ) : (
    <Link className="link hit" to={`/s/${store}/knowledge/${change.article_id}`}>
      {(change.before ?? change.after).title}
    </Link>
  );
  return (
    <li className="panel">
      <p>
        <b>{title}</b> <bdi className="muted">{change.language}</bdi>{" "}
        {change.is_new && <Badge mood="good">{t("batch.new")}</Badge>}
      </p>
      {change.before && change.before.title !== change.after.title && (
        <Spans spans={change.title} brief />
      )}
      {change.before?.body !== change.after.body && <Spans spans={change.body} brief />}
      <Labels change={change} categories={categories} />
    </li>
  );
}

/** What changes beside the words: category, tags, markets. */
function Labels({ change: { before, after }, categories }: Omit<OneProps, "store">) {
  const { t } = useTranslation("knowledge");
  const path = (one: Content | null) =>
    categories.find(({ id }) => id === one?.category_id)?.path ?? t("category.none");
  const said = (words: readonly string[] | undefined) => words?.join(", ") || "–";
  const rows = [
    [t("category"), path(before), path(after)],
    [t("tags"), said(before?.tags), said(after.tags)],
    [t("markets"), said(before?.markets), said(after.markets)],
  ].filter(([, was, is]) => was !== is);
  return rows.map(([label, was, is]) => (
    <p key={label} className="kn-words">
      {label}: {before && <del>{was}</del>} <ins>{is}</ins>
    </p>
  ));
}
