import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";

/** The password once more. onGiven: sends it. @throws Problem */
export function PasswordForm({
  username,
  onGiven,
}: {
  username: string;
  onGiven: (password: string) => Promise<void>;
}) {
  const { t } = useTranslation("account");
  const form = useForm(({ password = "" }) => onGiven(password));
  return (
    <form onSubmit={form.onSubmit}>
      <Refusal problem={form.problem} />
      {/* Hidden, so that password managers know whose it is. */}
      <input type="text" autoComplete="username" defaultValue={username} hidden readOnly />
      <Field
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button kind="primary" type="submit" busy={form.busy}>
        {t("go-on")}
      </Button>
    </form>
  );
}
