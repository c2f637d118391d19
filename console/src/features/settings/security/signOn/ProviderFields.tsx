import { useTranslation } from "react-i18next";
import { Check, Field, Labelled } from "../../../../ui/Field";
import type { Sending } from "../../../../ui/useForm";
import type { Connection } from "../api";

interface Props {
  of: Connection | undefined;
  form: Sending;
}

/** Where an OpenID provider is, and as whom we ask it. */
export function OidcFields({ of, form }: Props) {
  const { t } = useTranslation("settings/security");
  return (
    <>
      <Field
        label={t("field.issuer")}
        help={t("field.issuer.help")}
        name="issuer"
        dir="ltr"
        inputMode="url"
        placeholder="https://login.corp.example"
        defaultValue={of?.issuer}
        fault={form.fault("issuer")}
      />
      <Field
        label={t("field.client")}
        name="client_id"
        dir="ltr"
        defaultValue={of?.client_id}
        fault={form.fault("client_id")}
      />
      <Field
        label={t("field.secret")}
        help={t(of?.has_secret ? "field.secret.stays" : "field.secret.help")}
        name="client_secret"
        type="password"
        autoComplete="new-password"
        dir="ltr"
        fault={form.fault("client_secret")}
      />
    </>
  );
}

/** Where a SAML identity provider is, and by which certificates it is believed. */
export function SamlFields({ of, form }: Props) {
  const { t } = useTranslation("settings/security");
  return (
    <>
      <Text name="metadata" rows={4} value="" form={form} help={t("field.metadata.help")}>
        {t("field.metadata")}
      </Text>
      <Field
        label={t("field.entity")}
        name="entity_id"
        dir="ltr"
        defaultValue={of?.entity_id}
        fault={form.fault("entity_id")}
      />
      <Field
        label={t("field.sso")}
        name="sso_url"
        dir="ltr"
        inputMode="url"
        defaultValue={of?.sso_url}
        fault={form.fault("sso_url")}
      />
      <Text
        name="certificates"
        rows={5}
        value={of?.certificates.join("\n") ?? ""}
        form={form}
        help={t("field.certificates.help")}
      >
        {t("field.certificates")}
      </Text>
      <Check
        label={t("field.unasked")}
        help={t("field.unasked.help")}
        name="takes_unasked"
        defaultChecked={of?.takes_unasked}
      />
    </>
  );
}

interface TextProps {
  name: string;
  rows: number;
  value: string;
  help: string;
  form: Sending;
  children: string;
}

function Text({ name, rows, value, help, form, children }: TextProps) {
  return (
    <Labelled label={children} help={help} fault={form.fault(name)}>
      {(attributes) => (
        <textarea
          {...attributes}
          name={name}
          rows={rows}
          dir="ltr"
          spellCheck={false}
          defaultValue={value}
        />
      )}
    </Labelled>
  );
}
