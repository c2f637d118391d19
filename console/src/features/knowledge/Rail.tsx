import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { nearestQuery, splitQuery } from "./api";
import type { WholeArticle } from "./types";

/** What Aisle makes of the draft as it was saved last. */
export function Rail({ store, article }: { store: string; article: WholeArticle }) {
  const may = useRights(store);
  return (
    <aside className="kn-rail">
      {may("documents.write") && <Split store={store} article={article} />}
      {may("search") && <Nearest store={store} article={article} />}
    </aside>
  );
}

function Split({ store, article }: { store: string; article: WholeArticle }) {
  const { t } = useTranslation("knowledge");
  const { count } = useNumbers();
  const { title, body } = article.draft;
  const query = useQuery(splitQuery(store, title, body));
  return (
    <section>
      <h3 className="h2">{t("split")}</h3>
      {body.trim() ? (
        <Answered query={query} about={t("split")}>
          {(chunks) => (
            <>
              <p className="muted">{t("split.into", { count: chunks.length })}</p>
              <ol className="kn-chunks">
                {chunks.map((one) => (
                  <li key={one.ordinal}>
                    <p>{one.text}</p>
                    <small>{t("tokens", { count: one.tokens, number: count(one.tokens) })}</small>
                  </li>
                ))}
              </ol>
            </>
          )}
        </Answered>
      ) : (
        <p className="muted">{t("split.empty")}</p>
      )}
    </section>
  );
}

function Nearest({ store, article }: { store: string; article: WholeArticle }) {
  const { t } = useTranslation("knowledge");
  const query = useQuery(nearestQuery(store, article.draft.title, article.document_id));
  return (
    <section>
      <h3 className="h2">{t("nearest")}</h3>
      <Answered query={query} about={t("nearest")}>
        {(found) =>
          found.length ? (
            <ol className="kn-chunks">
              {found.map(({ passage }) => (
                <li key={passage.id}>
                  <b>{passage.title}</b>
                  <p>{passage.text}</p>
                </li>
              ))}
            </ol>
          ) : (
            <p className="muted">{t("nearest.none")}</p>
          )
        }
      </Answered>
    </section>
  );
}
