import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../../../api/session";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { Block } from "../Block";
import { renameOrganization } from "./api";

/** What the organization is called; only its own people see it. */
export function Naming({ name, mayChange }: { name: string; mayChange: boolean }) {
  const { t } = useTranslation("settings/organization");
  const queries = useQueryClient();
  const form = useForm(
    async ({ name: wanted = "" }) => {
      await renameOrganization(wanted.trim());
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await queries.invalidateQueries({ queryKey: ["organization"] });
      tell(t("told.named"));
    },
    ({ name: wanted = "" }): Record<string, string> =>
      wanted.trim() ? {} : { name: t("fault.name") },
  );
  return (
    <Block title={t("naming")} more={t(mayChange ? "naming.more" : "naming.barred")}>
      <form className="in-line" onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        <Field
          key={name}
          label={t("field.organization")}
          name="name"
          maxLength={200}
          defaultValue={name}
          readOnly={!mayChange}
          fault={form.fault("name")}
        />
        {mayChange && (
          <Button type="submit" busy={form.busy}>
            {t("naming.save")}
          </Button>
        )}
      </form>
    </Block>
  );
}
