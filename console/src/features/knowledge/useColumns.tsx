import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { Badge, type Mood } from "../../ui/pieces";
import type { Column } from "../../ui/Table";
import { categoriesQuery } from "./api";
import { type Article, type ArticleState, isGoingLive, STATES } from "./types";

const MOODS: Partial<Record<ArticleState, Mood>> = {
  live: "good",
  in_review: "warn",
  scheduled: "acc",
};

/** Where an article stands, in words. */
export function State({ article }: { article: Article }) {
  const { t } = useTranslation("knowledge");
  if (article.archived_at) return <Badge>{t("state.archived")}</Badge>;
  return (
    <>
      {isGoingLive(article) && <Badge mood="acc">{t("going-live")}</Badge>}{" "}
      {!(isGoingLive(article) && article.state === "draft") && (
        <Badge mood={MOODS[article.state] as Mood}>{t(`state.${article.state}`)}</Badge>
      )}{" "}
      {article.state === "live" && article.has_changes && <Badge>{t("has-changes")}</Badge>}
    </>
  );
}

/** Return the columns of the list. whole: all of it is here; only then it can be sorted. */
export function useColumns(store: string, whole: boolean): readonly Column<Article>[] {
  const { t } = useTranslation("knowledge");
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  const pathOf = ({ category_id }: Article) =>
    categories.find((one) => one.id === category_id)?.path ?? "";
  const sorted = (by: (one: Article) => string | number) => (whole ? { by } : {});
  return [
    {
      name: "title",
      title: t("column.title"),
      ...sorted((one) => one.title),
      cell: (one) => (
        <Link className="link hit" to={`/s/${store}/knowledge/${one.id}`}>
          {one.title}
        </Link>
      ),
    },
    {
      name: "state",
      title: t("column.state"),
      ...sorted((one) => STATES.indexOf(one.state)),
      cell: (one) => <State article={one} />,
    },
    {
      name: "category",
      title: t("category"),
      optional: true,
      ...sorted(pathOf),
      cell: pathOf,
    },
    {
      name: "language",
      title: t("language"),
      optional: true,
      ...sorted((one) => one.language),
      cell: (one) => <bdi>{one.language}</bdi>,
    },
    {
      name: "review",
      title: t("review-on"),
      optional: true,
      ...sorted((one) => one.review_on ?? ""),
      cell: (one) => one.review_on && <Time when={one.review_on} />,
    },
    {
      name: "updated",
      title: t("column.updated"),
      optional: true,
      ...sorted((one) => one.updated_at),
      cell: (one) => <Time when={one.updated_at} />,
    },
  ];
}
