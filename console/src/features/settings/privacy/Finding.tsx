import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Field, Labelled } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { useForm } from "../../../ui/useForm";
import { exportShopper, NAMED_BY, type NamedBy } from "./api";
import type { Found } from "./FoundShopper";

interface Props {
  store: string;
  /** undefined: what was found before is not shown any more. */
  onFound: (found: Found | undefined) => void;
}

/** Asks which shopper is meant. */
export function Finding({ store, onFound }: Props) {
  const { t } = useTranslation("settings/privacy");
  const [by, setBy] = useState<NamedBy>("email");
  const form = useForm(
    async ({ value = "" }) => {
      onFound(undefined);
      const shopper = { by, value: value.trim() };
      onFound({ shopper, kept: await exportShopper(store, shopper) });
    },
    ({ value = "" }) => (value.trim() ? {} : { value: t("fault.value") }),
  );
  return (
    <form className="finding" onSubmit={form.onSubmit} noValidate autoComplete="off">
      <Labelled label={t("field.by")}>
        {(attributes) => (
          <select
            {...attributes}
            value={by}
            onChange={(event) => setBy(event.target.value as NamedBy)}
          >
            {NAMED_BY.map((one) => (
              <option key={one} value={one}>
                {t(`by.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Field
        label={t(`by.${by}`)}
        help={t(`by.${by}.help`)}
        name="value"
        dir="ltr"
        maxLength={320}
        fault={form.fault("value") ?? form.fault(by)}
      />
      <div>
        <Button kind="primary" type="submit" icon="search" busy={form.busy}>
          {t("find")}
        </Button>
      </div>
      <Refusal problem={form.problem} words={{ shopper_not_found: t("nothing") }} />
    </form>
  );
}
