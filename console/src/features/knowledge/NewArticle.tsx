import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../i18n/languages";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, Labelled } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { beginArticle } from "./api";

/** A title and a language, and the editor opens. */
export function NewArticle({ store, onClose }: { store: string; onClose: () => void }) {
  const { t, i18n } = useTranslation("knowledge");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const id = useId();
  const form = useForm(async ({ title, language }) => {
    const made = await beginArticle(store, title ?? "", language ?? "");
    await queries.invalidateQueries({ queryKey: ["store", store, "articles"] });
    await navigate({ to: `/s/${store}/knowledge/${made.id}` });
  });
  return (
    <Dialog
      title={t("write")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("not-now")}</Button>
          <Button kind="primary" type="submit" form={id} busy={form.busy}>
            {t("begin")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={form.onSubmit} noValidate>
        <Field label={t("column.title")} name="title" required fault={form.fault("title")} />
        <Labelled label={t("language")} fault={form.fault("language")}>
          {(attributes) => (
            <select {...attributes} name="language" defaultValue={i18n.language}>
              {Object.entries(LANGUAGES).map(([code, name]) => (
                <option key={code} value={code}>
                  {String(name)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Refusal problem={form.problem} />
      </form>
    </Dialog>
  );
}
