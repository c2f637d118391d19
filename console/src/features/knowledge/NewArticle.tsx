import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../i18n/languages";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, Labelled } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { type Sending, useForm } from "../../ui/useForm";
import { beginArticle } from "./api";

/** Return a form that begins an article and opens its editor. body: what the draft begins with. */
export function useBeginning(store: string, body = ""): Sending {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useForm(async ({ title, language }) => {
    const made = await beginArticle(store, title ?? "", language ?? "", body);
    await queries.invalidateQueries({ queryKey: ["store", store, "articles"] });
    await navigate({ to: `/s/${store}/knowledge/${made.id}` });
  });
}

interface FieldsProps {
  id: string;
  form: Sending;
  /** The title that is proposed. */
  title?: string;
  children?: ReactNode;
}

/** A title and a language. */
export function NewFields({ id, form, title, children }: FieldsProps) {
  const { t, i18n } = useTranslation("knowledge");
  return (
    <form id={id} onSubmit={form.onSubmit} noValidate>
      <Field
        label={t("column.title")}
        name="title"
        required
        maxLength={200}
        defaultValue={title}
        fault={form.fault("title")}
      />
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
      {children}
      <Refusal problem={form.problem} />
    </form>
  );
}

/** A title and a language, and the editor opens. */
export function NewArticle({ store, onClose }: { store: string; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const id = useId();
  const form = useBeginning(store);
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
      <NewFields id={id} form={form} />
    </Dialog>
  );
}
