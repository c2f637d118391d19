import { useTranslation } from "react-i18next";
import { Field } from "../../ui/Field";

export const SHORTEST = 12;
const STEPS = [12, 16, 20, 24];

/** A new password with a meter of its length, which is what makes a password hard to guess. */
export function NewPassword({
  value,
  onChange,
  fault,
}: {
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
}) {
  const { t } = useTranslation("account");
  const reached = STEPS.filter((length) => [...value].length >= length).length;
  return (
    <>
      <Field
        label={t("password.new")}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        help={t("password.help", { count: SHORTEST })}
        fault={fault}
      />
      <div className={reached < 2 ? "meter weak" : "meter"} aria-hidden="true">
        {STEPS.map((length, at) => (
          <i key={length} className={at < reached ? "on" : undefined} />
        ))}
      </div>
      <p className="vh" role="status">
        {value && t("password.strength", { reached, all: STEPS.length })}
      </p>
    </>
  );
}
