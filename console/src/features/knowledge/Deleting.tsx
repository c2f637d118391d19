import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { tell } from "../../ui/toasts";
import { useArticleActions, usesQuery } from "./api";
import type { WholeArticle } from "./types";

interface Props {
  store: string;
  article: WholeArticle;
  onClose: () => void;
}

/** Delete an article with all its past: what goes, what misses it, and its title to type. */
export function Deleting({ store, article, onClose }: Props) {
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const { remove } = useArticleActions(store, article.id);
  const { title } = article;
  const go = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.deleted", { title }));
        void navigate({ to: `/s/${store}/knowledge` });
      },
    });
  const matches = typed.trim() === title.trim();
  return (
    <Dialog
      title={t("delete.title", { title })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("delete.keep")}</Button>
          <Button kind="danger" busy={remove.isPending} disabled={!matches} onClick={go}>
            {t("delete.go")}
          </Button>
        </>
      }
    >
      <Answered query={useQuery(usesQuery(store, article.id))} about={t("delete.uses")}>
        {(uses) => (
          <ul className="kn-uses">
            <li>{t("delete.versions", { count: uses.versions })}</li>
            {uses.passages > 0 && <li>{t("delete.passages", { count: uses.passages })}</li>}
            <li>{t("delete.quoted", { count: uses.quoted })}</li>
            {uses.questions > 0 && <li>{t("delete.questions", { count: uses.questions })}</li>}
            {uses.translations > 0 && (
              <li>{t("delete.translations", { count: uses.translations })}</li>
            )}
          </ul>
        )}
      </Answered>
      <p>{t("delete.text")}</p>
      <Field
        label={t("delete.type", { title })}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </Dialog>
  );
}
