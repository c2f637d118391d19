import "./knowledge.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Banner, Head, Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { ArticleMenu } from "./ArticleMenu";
import { articleQuery } from "./api";
import { Editor } from "./Editor";
import { History } from "./History";
import { Review } from "./Review";
import type { WholeArticle } from "./types";
import { State } from "./useColumns";

const PARTS = ["text", "review", "history"] as const;

export default function OneArticle() {
  const { t } = useTranslation("knowledge");
  const { store, article } = useParams({ strict: false }) as { store: string; article: string };
  return (
    <>
      <Link className="link hit" to={`/s/${store}/knowledge`}>
        {t("all")}
      </Link>
      <Answered query={useQuery(articleQuery(store, article))} about={t("article")}>
        {(found) => <Whole key={found.id} store={store} article={found} />}
      </Answered>
    </>
  );
}

function Whole({ store, article }: { store: string; article: WholeArticle }) {
  const { t } = useTranslation("knowledge");
  const [part, setPart] = useUrlState<(typeof PARTS)[number]>("part", "text");
  return (
    <>
      <Head
        more={<State article={article} />}
        actions={<ArticleMenu store={store} article={article} />}
      >
        {article.title}
      </Head>
      {article.archived_at && (
        <Banner title={t("archived")}>
          {t("archived.since")} <Time when={article.archived_at} />
        </Banner>
      )}
      <Segments
        label={t("parts")}
        value={part}
        options={PARTS.map((one) => [one, t(`part.${one}`)] as const)}
        onChange={setPart}
      />
      {part === "text" && <Editor store={store} article={article} />}
      {part === "review" && <Review store={store} article={article} />}
      {part === "history" && <History store={store} article={article} />}
    </>
  );
}
