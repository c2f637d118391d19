import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { Door } from "./Door";
import { linkToken } from "./linkToken";
import { NewPassword, SHORTEST } from "./NewPassword";

/** A new password by the link of a mail. */
export default function Reset() {
  const { t } = useTranslation("account");
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const form = useForm(
    async () => {
      const body = { token: linkToken, new_password: password };
      await answer(api.POST("/api/v1/auth/password/reset", { body }));
      setDone(true);
    },
    () =>
      password.length < SHORTEST ? { password: t("password.short", { count: SHORTEST }) } : {},
  );
  return (
    <Door title={done ? t("reset.done") : t("reset")}>
      {done ? (
        <p role="status">{t("reset.elsewhere")}</p>
      ) : (
        <form onSubmit={form.onSubmit}>
          <Refusal problem={form.problem} />
          <NewPassword value={password} onChange={setPassword} fault={form.fault("password")} />
          <Button kind="primary" type="submit" className="wide" busy={form.busy}>
            {t("reset.set")}
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
