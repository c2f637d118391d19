import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Menu } from "../../ui/Menu";
import { tell } from "../../ui/toasts";
import { useArticleActions } from "./api";
import { Deleting } from "./Deleting";
import type { WholeArticle } from "./types";

/** What can be done with a whole article. */
export function ArticleMenu({ store, article }: { store: string; article: WholeArticle }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store);
  const [deleting, setDeleting] = useState(false);
  const { archive, restore } = useArticleActions(store, article.id);
  if (!may("articles.write")) return null;
  const barred = may("articles.approve") ? undefined : t("archive.barred");
  const putAway = () =>
    archive.mutate(undefined, {
      onSuccess: () =>
        tell(t("told.put-away", { count: 1 }), { undo: () => restore.mutate(undefined) }),
    });
  const bringBack = () =>
    restore.mutate(undefined, {
      onSuccess: () =>
        tell(t("told.brought-back", { count: 1 }), { undo: () => archive.mutate(undefined) }),
    });
  return (
    <>
      <Menu
        label={t("article.actions", { title: article.title })}
        items={[
          article.archived_at
            ? { label: t("bring-back"), icon: "back", act: bringBack, barred }
            : { label: t("put-away"), icon: "file", act: putAway, barred },
          {
            label: t("delete.menu"),
            icon: "close",
            bad: true,
            act: () => setDeleting(true),
            barred,
          },
        ]}
      />
      {deleting && <Deleting store={store} article={article} onClose={() => setDeleting(false)} />}
    </>
  );
}
