import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { renameStore, type Store } from "./api";

const FORM = "renaming-store";

/** Another name for a store; shoppers read it in the chat. */
export function RenamingStore({ of, onClose }: { of: Store; onClose: () => void }) {
  const { t } = useTranslation("settings/organization");
  const queries = useQueryClient();
  const form = useForm(
    async ({ name = "" }) => {
      await renameStore(of.id, name.trim());
      await queries.invalidateQueries({ queryKey: ["stores"] });
      void queries.invalidateQueries({ queryKey: ["store"] });
      tell(t("told.renamed", { name: name.trim() }));
      onClose();
    },
    ({ name = "" }): Record<string, string> => (name.trim() ? {} : { name: t("fault.name") }),
  );
  return (
    <Dialog
      title={t("rename.title", { name: of.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t("rename")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        <Field
          label={t("field.store")}
          help={t("field.store.help", { address: `/c/${of.slug}` })}
          name="name"
          maxLength={200}
          defaultValue={of.name}
          fault={form.fault("name")}
        />
      </form>
    </Dialog>
  );
}
