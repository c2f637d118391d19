import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, Labelled } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { categoriesQuery } from "./api";
import { planEdit } from "./batches";
import { editOf, KEEP } from "./editing";
import { ThenChoice } from "./ThenChoice";

interface Props {
  store: string;
  articles: readonly string[];
  onClose: () => void;
}

/** What is to be different in many articles; it is shown article by article before anything changes. */
export function BulkChange({ store, articles, onClose }: Props) {
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const id = useId();
  const form = useForm(async (fields) => {
    const { id: batch } = await planEdit(store, editOf(articles, fields));
    await navigate({ to: `/s/${store}/knowledge/batches/${batch}` });
  });
  return (
    <Dialog
      title={t("bulk.title", { count: articles.length })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("not-now")}</Button>
          <Button kind="primary" type="submit" form={id} busy={form.busy}>
            {t("bulk.show")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={form.onSubmit} noValidate>
        <CategoryChoice store={store} />
        <Field label={t("bulk.add-tags")} help={t("commas")} name="add" />
        <Field label={t("bulk.remove-tags")} help={t("commas")} name="remove" />
        <Field label={t("bulk.search")} name="search" maxLength={500} />
        <Field label={t("bulk.instead")} name="instead" maxLength={500} />
        <ThenChoice store={store} />
        <Refusal problem={form.problem} />
      </form>
    </Dialog>
  );
}

function CategoryChoice({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  return (
    <Labelled label={t("category")}>
      {(attributes) => (
        <select {...attributes} name="category" defaultValue={KEEP}>
          <option value={KEEP}>{t("bulk.keep")}</option>
          <option value="">{t("category.none")}</option>
          {categories.map((one) => (
            <option key={one.id} value={one.id}>
              {one.path}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
