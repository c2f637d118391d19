import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field, Labelled } from "../../../ui/Field";
import { Segments } from "../../../ui/pieces";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { type Sending, useForm } from "../../../ui/useForm";
import { type Budget, putBudget } from "./api";
import { type Said, wantedBudget } from "./figures";

const FORM = "budget";
type Measure = "amount" | "tokens";

interface Props {
  store: string;
  /** The budget that is changed; left out: a new one. */
  of?: Budget;
  onClose: () => void;
}

/** Sets what may be spent. The API has one budget of each store, period and measure, so those do not change. */
export function BudgetForm({ store, of, onClose }: Props) {
  const { t } = useTranslation("settings/usage");
  const queries = useQueryClient();
  const [measure, setMeasure] = useState<Measure>(of && of.amount === null ? "tokens" : "amount");
  const fixed = of && { store: of.store_id ?? "", period: of.period };
  const form = useForm(
    async (said) => {
      await putBudget(wantedBudget({ ...said, ...fixed, measure } as Said));
      void queries.invalidateQueries({ queryKey: ["budgets"] });
      tell(t("told.budget"));
      onClose();
    },
    ({ limit = "" }) => (limit.trim() && Number(limit) >= 0 ? {} : { limit: t("fault.limit") }),
  );
  return (
    <Dialog
      title={t(of ? "budget.change" : "budget.add")}
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
          {t("budget.set")}
        </Button>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        <p className="muted">{t("budget.hard")}</p>
        {!of && <Place store={store} />}
        {!of && (
          <Segments
            label={t("field.measure")}
            value={measure}
            options={[
              ["amount", t("measure.amount")],
              ["tokens", t("measure.tokens")],
            ]}
            onChange={setMeasure}
          />
        )}
        <Limits of={of} form={form} measure={measure} />
      </form>
    </Dialog>
  );
}

function Place({ store }: { store: string }) {
  const { t } = useTranslation("settings/usage");
  const stores = useQuery(storesQuery).data ?? [];
  return (
    <>
      <Labelled label={t("field.place")}>
        {(attributes) => (
          <select {...attributes} name="store" defaultValue="">
            <option value="">{t("of.organization")}</option>
            {stores.map((one) => (
              <option key={one.id} value={one.slug}>
                {one.slug === store ? t("store.this", { name: one.name }) : one.name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t("field.period")} help={t("field.period.help")}>
        {(attributes) => (
          <select {...attributes} name="period" defaultValue="month">
            <option value="month">{t("period.month")}</option>
            <option value="day">{t("period.day")}</option>
          </select>
        )}
      </Labelled>
    </>
  );
}

interface LimitsProps {
  of: Budget | undefined;
  form: Sending;
  measure: Measure;
}

function Limits({ of, form, measure }: LimitsProps) {
  const { t } = useTranslation("settings/usage");
  const isMoney = measure === "amount";
  return (
    <>
      <Field
        label={t(`field.${measure}`)}
        name="limit"
        inputMode={isMoney ? "decimal" : "numeric"}
        dir="ltr"
        defaultValue={of?.amount ?? of?.tokens ?? ""}
        fault={form.fault("limit") ?? form.fault(measure)}
      />
      {isMoney && (
        <Field
          label={t("field.currency")}
          help={t("field.currency.help")}
          name="currency"
          maxLength={3}
          dir="ltr"
          defaultValue={of?.currency ?? "USD"}
          fault={form.fault("currency")}
        />
      )}
      <Field
        label={t("field.warn")}
        help={t("field.warn.help")}
        name="warn"
        type="number"
        min={1}
        max={100}
        defaultValue={of ? Math.round(Number(of.warn_share) * 100) : 80}
        fault={form.fault("warn_share")}
      />
    </>
  );
}
