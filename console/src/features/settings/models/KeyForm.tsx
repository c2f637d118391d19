import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { changeKey, type Provider } from "./api";

const FORM = "provider-key";

/** Another key in the place of a provider's. */
export function KeyForm({ of, onClose }: { of: Provider; onClose: () => void }) {
  const { t } = useTranslation("settings/models");
  const queries = useQueryClient();
  const form = useForm(
    async ({ key = "" }) => {
      await changeKey(of.id, key);
      void queries.invalidateQueries({ queryKey: ["models"] });
      tell(t("told.key", { name: of.name }));
      onClose();
    },
    ({ key = "" }) => (key ? {} : { key: t("fault.key") }),
  );
  return (
    <Dialog
      title={t("key.title", { name: of.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("key.keep")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t("key.change")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate autoComplete="off">
        <Refusal problem={form.problem} />
        <Field
          label={t("field.key")}
          help={t("field.key.help")}
          name="key"
          type="password"
          autoComplete="new-password"
          dir="ltr"
          fault={form.fault("key")}
        />
      </form>
    </Dialog>
  );
}
