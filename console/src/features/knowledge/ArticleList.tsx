import "./knowledge.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Badge, Empty, Head, type Mood } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { useUrlState } from "../../ui/urlState";
import { articlesQuery, categoriesQuery } from "./api";
import { NewArticle } from "./NewArticle";
import { Sections } from "./Sections";
import { type Article, type ArticleState, STATES } from "./types";

export default function ArticleList() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  const [state] = useUrlState<ArticleState | "">("state", "");
  const [category_id] = useUrlState<string>("category", "");
  const [q] = useUrlState<string>("q", "");
  const query = useQuery(articlesQuery(store, { state, category_id, q }));
  const narrowed = !!(state || category_id || q);
  return (
    <>
      <Sections store={store} />
      <Answered query={query} about={t("articles")}>
        {({ items }) =>
          items.length || narrowed ? (
            <Filled store={store} articles={items} />
          ) : (
            <Empty title={t("empty")} actions={<Write store={store} />}>
              {t("empty.text")}
            </Empty>
          )
        }
      </Answered>
    </>
  );
}

function Write({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const [open, setOpen] = useUrlState<string>("new", "");
  if (!useRights(store)("articles.write")) return null;
  return (
    <>
      <Button kind="primary" icon="plus" onClick={() => setOpen("open")}>
        {t("write")}
      </Button>
      {open && <NewArticle store={store} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Filled({ store, articles }: { store: string; articles: readonly Article[] }) {
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const columns = useColumns(store);
  const waiting = articles.filter((one) => one.in_review !== null).length;
  return (
    <>
      <Head
        more={waiting ? t("waiting", { count: waiting }) : t("why")}
        actions={<Write store={store} />}
      >
        {t("written", { count: articles.length })}
      </Head>
      <Filters store={store} />
      {articles.length ? (
        <Table
          label={t("articles")}
          rows={articles}
          keyOf={(one) => one.id}
          columns={columns}
          onOpen={(one) => void navigate({ to: `/s/${store}/knowledge/${one.id}` })}
        />
      ) : (
        <p className="muted">{t("none")}</p>
      )}
    </>
  );
}

function Filters({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const [state, setState] = useUrlState<ArticleState | "">("state", "");
  const [category, setCategory] = useUrlState<string>("category", "");
  const [q, setQ] = useUrlState<string>("q", "");
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  return (
    <div className="kn-filters">
      <input
        type="search"
        className="input"
        maxLength={200}
        aria-label={t("search")}
        placeholder={t("search")}
        value={q}
        onChange={(event) => setQ(event.target.value || undefined)}
      />
      <select
        className="input"
        aria-label={t("column.state")}
        value={state}
        onChange={(event) => setState(event.target.value as ArticleState | "")}
      >
        <option value="">{t("state.any")}</option>
        {STATES.map((one) => (
          <option key={one} value={one}>
            {t(`state.${one}`)}
          </option>
        ))}
      </select>
      {categories.length > 0 && (
        <select
          className="input"
          aria-label={t("category")}
          value={category}
          onChange={(event) => setCategory(event.target.value)}
        >
          <option value="">{t("category.any")}</option>
          {categories.map((one) => (
            <option key={one.id} value={one.id}>
              {one.path}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

const MOODS: Partial<Record<ArticleState, Mood>> = {
  live: "good",
  in_review: "warn",
  scheduled: "acc",
};

export function State({ article }: { article: Article }) {
  const { t } = useTranslation("knowledge");
  return (
    <>
      <Badge mood={MOODS[article.state] as Mood}>{t(`state.${article.state}`)}</Badge>{" "}
      {article.state === "live" && article.has_changes && <Badge>{t("has-changes")}</Badge>}
    </>
  );
}

function useColumns(store: string): readonly Column<Article>[] {
  const { t } = useTranslation("knowledge");
  return [
    {
      name: "title",
      title: t("column.title"),
      by: (one) => one.title,
      cell: (one) => (
        <Link className="link hit" to={`/s/${store}/knowledge/${one.id}`}>
          {one.title}
        </Link>
      ),
    },
    {
      name: "state",
      title: t("column.state"),
      by: (one) => STATES.indexOf(one.state),
      cell: (one) => <State article={one} />,
    },
    {
      name: "language",
      title: t("language"),
      optional: true,
      by: (one) => one.language,
      cell: (one) => <bdi>{one.language}</bdi>,
    },
    {
      name: "review",
      title: t("review-on"),
      optional: true,
      by: (one) => one.review_on ?? "",
      cell: (one) => one.review_on && <Time when={one.review_on} />,
    },
    {
      name: "updated",
      title: t("column.updated"),
      optional: true,
      by: (one) => one.updated_at,
      cell: (one) => <Time when={one.updated_at} />,
    },
  ];
}
