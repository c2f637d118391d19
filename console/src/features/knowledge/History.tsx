import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Badge } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { historyQuery, useArticleActions, versionsQuery } from "./api";
import type { Version, WholeArticle } from "./types";
import { Who } from "./Who";

interface Props {
  store: string;
  article: WholeArticle;
}

/** Every version with what became of it, and who did what; going back deletes nothing. */
export function History({ store, article }: Props) {
  const { t } = useTranslation("knowledge");
  const versions = useInfiniteQuery(versionsQuery(store, article.id));
  const history = useInfiniteQuery(historyQuery(store, article.id));
  return (
    <div className="kn-two">
      <section>
        <h3 className="h2">{t("versions")}</h3>
        <Answered query={versions} about={t("versions")}>
          {({ pages }) =>
            pages[0]?.items.length ? (
              <ul className="kn-list">
                {pages
                  .flatMap(({ items }) => items)
                  .map((one) => (
                    <li key={one.number}>
                      <span>
                        <b>{t("version", { number: one.number })}</b>{" "}
                        {one.restores && t("restores", { number: one.restores })}
                        <small className="kn-by">
                          <Who by={one.made_by} name={one.made_by_name} /> ·{" "}
                          <Time when={one.made_at} />
                        </small>
                      </span>
                      <Badge
                        mood={one.number === article.live_version ? "good" : (undefined as never)}
                      >
                        {one.number === article.live_version
                          ? t("state.live")
                          : t(`version-state.${one.state}`)}
                      </Badge>
                      <GoBack store={store} article={article} version={one} />
                    </li>
                  ))}
              </ul>
            ) : (
              <p className="muted">{t("versions.none")}</p>
            )
          }
        </Answered>
        <More query={versions} />
      </section>
      <section>
        <h3 className="h2">{t("happened")}</h3>
        <Answered query={history} about={t("happened")}>
          {({ pages }) => (
            <ol className="kn-list">
              {pages
                .flatMap(({ items }) => items)
                .map((one) => (
                  <li key={`${one.at} ${one.step}`}>
                    <span>
                      {t(`step.${one.step}`)} {one.version && t("version", { number: one.version })}{" "}
                      {one.note && <q>{one.note}</q>}
                    </span>
                    <small>
                      <Who by={one.by} name={one.by_name} /> · <Time when={one.at} />
                    </small>
                  </li>
                ))}
            </ol>
          )}
        </Answered>
        <More query={history} />
      </section>
    </div>
  );
}

type Paged = Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;

function More({ query }: { query: Paged }) {
  const { t } = useTranslation("knowledge");
  if (!query.hasNextPage) return null;
  return (
    <Button small busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t("more")}
    </Button>
  );
}

/** Only what was live can be brought back. */
const WERE_LIVE = new Set(["published", "expired"]);

function GoBack({ store, article, version }: Props & { version: Version }) {
  const { t } = useTranslation("knowledge");
  const [open, setOpen] = useState(false);
  const { goBack } = useArticleActions(store, article.id);
  const may = useRights(store)("articles.approve");
  const { number } = version;
  if (!may || number === article.live_version || !WERE_LIVE.has(version.state)) return null;
  const go = () =>
    goBack.mutate(number, {
      onSuccess: () => {
        tell(t("told.back", { number }));
        setOpen(false);
      },
    });
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {t("back", { number })}
      </Button>
      {open && (
        <Dialog
          title={t("back.title", { number })}
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button onClick={() => setOpen(false)}>{t("not-now")}</Button>
              <Button kind="primary" busy={goBack.isPending} onClick={go}>
                {t("back", { number })}
              </Button>
            </>
          }
        >
          {t("back.text")}
        </Dialog>
      )}
    </>
  );
}
