import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Field, Labelled } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { changeStore, type WholeStore } from "./api";
import { type Choice, currencies, languages, zones } from "./choices";

/** What a store is to the world: its name, site, currency, language and time zone. */
export function StoreForm({ of }: { of: WholeStore }) {
  const { t, i18n } = useTranslation("settings/organization");
  const queries = useQueryClient();
  const form = useForm(
    async ({ site_url = "", name = "", ...rest }) => {
      await changeStore(of.id, { ...rest, name: name.trim(), site_url: site_url.trim() || null });
      await queries.invalidateQueries({ queryKey: ["stores"] });
      await queries.invalidateQueries({ queryKey: ["store"] });
      tell(t("told.this"));
    },
    ({ name = "" }): Record<string, string> => (name.trim() ? {} : { name: t("fault.name") }),
  );
  return (
    <form className="store-form" onSubmit={form.onSubmit} noValidate>
      <Field
        label={t("field.store")}
        help={t("field.store.help", { address: `/c/${of.slug}` })}
        name="name"
        maxLength={200}
        defaultValue={of.name}
        fault={form.fault("name")}
      />
      <Field
        label={t("field.site")}
        help={t("field.site.help")}
        name="site_url"
        inputMode="url"
        dir="ltr"
        maxLength={500}
        defaultValue={of.site_url ?? ""}
        fault={form.fault("site_url")}
      />
      <Choosing
        label={t("given.currency")}
        help={t("field.currency.help")}
        name="currency"
        now={of.currency}
        choices={currencies(i18n.language)}
        fault={form.fault("currency")}
      />
      <Choosing
        label={t("given.language")}
        help={t("field.language.help")}
        name="language"
        now={of.language}
        choices={languages(i18n.language)}
        fault={form.fault("language")}
      />
      <Choosing
        label={t("field.zone")}
        help={t("field.zone.help")}
        name="time_zone"
        now={of.time_zone}
        choices={zones(of.time_zone)}
        fault={form.fault("time_zone")}
      />
      {/* Beside what was pressed: the top may be out of sight. */}
      <Refusal problem={form.problem} />
      <Button type="submit" busy={form.busy}>
        {t("this.save")}
      </Button>
    </form>
  );
}

interface ChoosingProps {
  label: string;
  help: string;
  name: string;
  now: string;
  choices: readonly Choice[];
  fault: string | undefined;
}

function Choosing({ name, now, choices, ...told }: ChoosingProps) {
  return (
    <Labelled {...told}>
      {(attributes) => (
        <select {...attributes} name={name} defaultValue={now}>
          {choices.map(([code, said]) => (
            <option key={code} value={code}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
