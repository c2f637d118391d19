import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, Labelled } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { type Sending, useForm } from "../../../ui/useForm";
import { addProvider, changeProvider, type Provider } from "./api";
import { modelLines, modelsIn, type Said, wantedProvider } from "./wanted";

const FORM = "provider";
const KINDS = ["openai", "anthropic", "gemini"] as const;

interface Props {
  /** The provider that is changed; left out: a new one. */
  of?: Provider;
  onClose: () => void;
}

/** A provider as it is added or changed. A key that is given here is sealed and never shown again. */
export function ProviderForm({ of, onClose }: Props) {
  const { t } = useTranslation("settings/models");
  const queries = useQueryClient();
  const form = useForm(
    async (said) => {
      const wanted = wantedProvider(said as Said, of);
      await (of ? changeProvider(of.id, wanted) : addProvider(wanted));
      void queries.invalidateQueries({ queryKey: ["models"] });
      tell(t(of ? "told.changed" : "told.added", { name: wanted.name }));
      onClose();
    },
    ({ name = "", models = "" }) => ({
      ...(!name.trim() && { name: t("fault.name") }),
      ...(!modelsIn(models).length && { models: t("fault.models") }),
    }),
  );
  return (
    <Dialog
      title={of ? t("change.title", { name: of.name }) : t("add")}
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
          {t(of ? "save" : "add")}
        </Button>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate autoComplete="off">
        <Refusal problem={form.problem} />
        <Fields of={of} form={form} />
      </form>
    </Dialog>
  );
}

function Fields({ of, form }: { of: Provider | undefined; form: Sending }) {
  const { t } = useTranslation("settings/models");
  return (
    <>
      <Field
        label={t("field.name")}
        name="name"
        maxLength={100}
        defaultValue={of?.name}
        fault={form.fault("name")}
      />
      <Labelled label={t("field.kind")} help={t("field.kind.help")}>
        {(attributes) => (
          <select {...attributes} name="kind" defaultValue={of?.kind ?? "openai"}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`speaks.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Field
        label={t("field.address")}
        help={t("field.address.help")}
        name="base_url"
        dir="ltr"
        defaultValue={of?.base_url}
        fault={form.fault("base_url")}
      />
      <Field
        label={t("field.key")}
        help={t(of ? "field.key.stays" : "field.key.help")}
        name="key"
        type="password"
        autoComplete="new-password"
        dir="ltr"
        fault={form.fault("key")}
      />
      <Field
        label={t("field.header")}
        help={t("field.header.help")}
        name="key_header"
        dir="ltr"
        defaultValue={of?.key_header ?? ""}
        fault={form.fault("key_header")}
      />
      <Labelled
        label={t("models")}
        help={t("field.models.help")}
        fault={form.fault("models") ?? form.fault("models.0.name")}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            name="models"
            rows={4}
            dir="ltr"
            defaultValue={of && modelLines(of.models)}
          />
        )}
      </Labelled>
    </>
  );
}
