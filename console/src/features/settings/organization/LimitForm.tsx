import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../../format/numbers";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { limitsQuery, putLimits } from "./api";
import { faultOf, type Line, withRule } from "./limits";
import { useLimitWords } from "./useLimitWords";

const FORM = "limit";

/** A tighter rule in the place of the installation's. What others set meanwhile for other names stays. */
export function LimitForm({ of, onClose }: { of: Line; onClose: () => void }) {
  const { t } = useTranslation("settings/organization");
  const { count } = useNumbers();
  const { whom, rate, time } = useLimitWords();
  const queries = useQueryClient();
  const top = of.installation;
  const said = (text: string, most: number | undefined) => {
    const fault = faultOf(text, most);
    return fault && t(`fault.${fault}`, { most: count(most ?? 1) });
  };
  const form = useForm(
    async ({ most = "", burst = "" }) => {
      const now = await queries.fetchQuery({ ...limitsQuery, staleTime: 0 });
      const { per, of: what, seconds } = of.limit;
      const rule = { per, of: what, seconds, most: Number(most), burst: Number(burst) };
      await putLimits(withRule(now.own, of.name, rule));
      await queries.invalidateQueries({ queryKey: limitsQuery.queryKey });
      tell(t("told.limit"));
      onClose();
    },
    ({ most = "", burst = "" }) => {
      const faults = { most: said(most, top?.most), burst: said(burst, top?.burst) };
      return Object.fromEntries(
        Object.entries(faults).filter((pair): pair is [string, string] => !!pair[1]),
      );
    },
  );
  return (
    <Dialog
      title={t("limit.title", { whom: whom(of.limit) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t("limit.set")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        {top && <p>{t("limit.installation", { rate: rate(top) })}</p>}
        <Amount
          name="most"
          label={t(`field.${of.limit.of}`, { time: time(of.limit.seconds) })}
          value={of.limit.most}
          fault={form.fault("most")}
        />
        <Amount
          name="burst"
          label={t("field.burst")}
          help={t("field.burst.help")}
          value={of.limit.burst}
          fault={form.fault("burst")}
        />
      </form>
    </Dialog>
  );
}

interface AmountProps {
  name: string;
  label: string;
  help?: string;
  value: number;
  fault: string | undefined;
}

function Amount({ value, ...rest }: AmountProps) {
  return <Field {...rest} inputMode="numeric" dir="ltr" maxLength={10} defaultValue={value} />;
}
