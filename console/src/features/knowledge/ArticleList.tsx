import "./knowledge.css";
import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAllPages } from "../../api/pages";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Empty, Head } from "../../ui/pieces";
import { Table } from "../../ui/Table";
import { useUrlState } from "../../ui/urlState";
import { articlesQuery, countsQuery, type Wanted } from "./api";
import { Bulk } from "./Bulk";
import { Filters, useFilters } from "./Filters";
import { NewArticle } from "./NewArticle";
import { Sections } from "./Sections";
import type { Article, Counts } from "./types";
import { useColumns } from "./useColumns";

export default function ArticleList() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  const counts = useQuery(countsQuery(store));
  return (
    <>
      <Sections store={store} />
      <Answered query={counts} about={t("articles")}>
        {(found) =>
          found.all + found.archived > 0 ? (
            <Filled store={store} counts={found} />
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
      <Link className="btn second" to={`/s/${store}/knowledge/upload`}>
        <Icon name="file" small />
        {t("add-files")}
      </Link>
      <Button kind="primary" icon="plus" onClick={() => setOpen("open")}>
        {t("write")}
      </Button>
      {open && <NewArticle store={store} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Filled({ store, counts }: { store: string; counts: Counts }) {
  const { t } = useTranslation("knowledge");
  const wanted = useFilters();
  const query = useInfiniteQuery(articlesQuery(store, wanted));
  useAllPages(query);
  return (
    <>
      <Head
        more={counts.waiting ? t("waiting", { count: counts.waiting }) : t("why")}
        actions={<Write store={store} />}
      >
        {t("written", { count: counts.all })}
      </Head>
      <Filters store={store} counts={counts} />
      <Answered query={query} about={t("articles")}>
        {({ pages }) => (
          <List store={store} query={query} wanted={wanted} pages={pages.map((one) => one.items)} />
        )}
      </Answered>
    </>
  );
}

interface ListProps {
  store: string;
  wanted: Wanted;
  pages: readonly (readonly Article[])[];
  query: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
}

function List({ store, query, wanted, pages }: ListProps) {
  const { t } = useTranslation("knowledge");
  const { count } = useNumbers();
  const navigate = useNavigate();
  const may = useRights(store)("articles.write");
  const articles = useMemo(() => pages.flat(), [pages]);
  const columns = useColumns(store, !query.hasNextPage);
  if (!articles.length) return <p className="muted">{t("none")}</p>;
  return (
    <>
      {query.hasNextPage && (
        <p className="muted" role="status">
          {t("read-so-far", { count: articles.length, number: count(articles.length) })}
        </p>
      )}
      <Table<Article>
        label={t("articles")}
        rows={articles}
        keyOf={(one) => one.id}
        columns={columns}
        onOpen={(one) => void navigate({ to: `/s/${store}/knowledge/${one.id}` })}
        {...(may && {
          bulk: (picked, clear) => (
            <Bulk store={store} picked={picked} clear={clear} away={wanted.state === "archived"} />
          ),
        })}
      />
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
