import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { Door } from "./Door";
import { entered } from "./entered";
import { NewPassword, SHORTEST } from "./NewPassword";

/** Making an account with an organization; an invited person makes none. */
export default function SignUp() {
  const { t, i18n } = useTranslation("account");
  const { next } = useSearch({ strict: false }) as { next?: string };
  const invited = next?.startsWith("/invite") ?? false;
  const [password, setPassword] = useState("");
  const form = useForm(
    async ({ name = "", email = "", organization = "" }) => {
      const wanted = { name, email, password, language: i18n.language, keep: "cookie" as const };
      const body = invited ? wanted : { ...wanted, organization };
      entered(
        await answer(api.POST("/api/v1/auth/sign-up", { body })),
        next ?? "/onboarding/store",
      );
    },
    () =>
      password.length < SHORTEST ? { password: t("password.short", { count: SHORTEST }) } : {},
  );
  return (
    <Door title={t("sign-up")}>
      <form onSubmit={form.onSubmit} noValidate={false}>
        <Refusal problem={form.problem} />
        <Field label={t("name")} name="name" autoComplete="name" maxLength={200} required />
        <Field label={t("email")} name="email" type="email" autoComplete="username" required />
        <NewPassword value={password} onChange={setPassword} fault={form.fault("password")} />
        {!invited && (
          <Field
            label={t("shop-name")}
            name="organization"
            autoComplete="organization"
            maxLength={200}
            required
          />
        )}
        <Button kind="primary" type="submit" className="wide" busy={form.busy}>
          {t("sign-up")}
        </Button>
      </form>
      <div className="more">
        <Link className="link hit" to="/sign-in" search={{ next } as never}>
          {t("sign-in.instead")}
        </Link>
      </div>
    </Door>
  );
}
