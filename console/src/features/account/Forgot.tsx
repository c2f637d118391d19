import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { Door } from "./Door";

/** One field for an address: for a link to a new password, or for the organization's own sign-on. */
export default function Forgot() {
  const { t } = useTranslation("account");
  const { organization } = useSearch({ strict: false }) as { organization?: string };
  const [sent, setSent] = useState(false);
  const form = useForm(async ({ email = "" }) => {
    if (organization) {
      const found = await answer(api.POST("/api/v1/auth/sign-on", { body: { email } }));
      location.assign((found as { start: string }).start);
      return;
    }
    await answer(api.POST("/api/v1/auth/password/forgot", { body: { email } }));
    setSent(true);
  });
  const title = organization ? t("organization") : t("forgot.title");
  return (
    <Door title={sent ? t("forgot.sent") : title}>
      {sent ? (
        <p role="status">{t("forgot.look")}</p>
      ) : (
        <form onSubmit={form.onSubmit}>
          <Refusal problem={form.problem} />
          <Field label={t("email")} name="email" type="email" autoComplete="username" required />
          <Button kind="primary" type="submit" className="wide" busy={form.busy}>
            {organization ? t("go-on") : t("forgot.send")}
          </Button>
        </form>
      )}
      <div className="more">
        <Link className="link hit" to="/sign-in">
          {t("back")}
        </Link>
      </div>
    </Door>
  );
}
