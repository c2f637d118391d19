import { useTranslation } from "react-i18next";
import { Field } from "../../../../ui/Field";
import type { Sending } from "../../../../ui/useForm";
import type { Connection } from "../api";

interface Props {
  of: Connection | undefined;
  saml: boolean;
  form: Sending;
}

/** Under which names the identity provider says things; the usual ones fit most. */
export function Attributes({ of, saml, form }: Props) {
  const { t } = useTranslation("settings/security");
  const fields = [
    ["groups_attribute", of?.roles.groups_attribute ?? "groups"],
    ["email_attribute", of?.email_attribute ?? "email"],
    ["name_attribute", of?.name_attribute ?? "name"],
  ] as const;
  return (
    <details className="names">
      <summary>{t(saml ? "names.saml" : "names.oidc")}</summary>
      {fields.map(([name, value]) => (
        <Field
          key={name}
          label={t(`field.${name}`)}
          name={name}
          dir="ltr"
          maxLength={200}
          defaultValue={value}
          fault={form.fault(name)}
        />
      ))}
    </details>
  );
}
