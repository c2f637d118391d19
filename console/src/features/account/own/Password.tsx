import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { useSession } from "../../../api/session";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { useDone } from "../api";
import { NewPassword, SHORTEST } from "../NewPassword";
import { Part } from "./Part";

/** The password, or a first one for whoever signs in otherwise. */
export function Password() {
  const { t } = useTranslation("account");
  const { person } = useSession();
  const [changing, setChanging] = useState(false);
  return (
    <Part title={t("password")}>
      <p className="muted">{t(person.has_password ? "password.there" : "password.none")}</p>
      <Button onClick={() => setChanging(true)}>
        {t(person.has_password ? "password.change" : "reset")}
      </Button>
      {changing && <Changing onClose={() => setChanging(false)} />}
    </Part>
  );
}

function Changing({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("account");
  const { person } = useSession();
  const [wanted, setWanted] = useState("");
  const save = useDone((body: { new_password: string; current_password?: string }) =>
    answer(api.POST("/api/v1/auth/password", { body })),
  );
  const form = useForm(
    async ({ current = "" }) => {
      const known = person.has_password && { current_password: current };
      await save.mutateAsync({ new_password: wanted, ...known });
      tell(t("password.changed"));
      onClose();
    },
    () => (wanted.length < SHORTEST ? { password: t("password.short", { count: SHORTEST }) } : {}),
  );
  return (
    <Dialog title={t(person.has_password ? "password.change" : "reset")} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        <Refusal problem={form.problem} />
        {/* Hidden, so that password managers know whose it is. */}
        <input type="text" autoComplete="username" defaultValue={person.email} hidden readOnly />
        {person.has_password && (
          <Field
            label={t("password.now")}
            name="current"
            type="password"
            autoComplete="current-password"
            required
            fault={form.fault("current_password")}
          />
        )}
        <NewPassword
          value={wanted}
          onChange={setWanted}
          fault={form.fault("password") ?? form.fault("new_password")}
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t("reset.set")}
        </Button>
      </form>
    </Dialog>
  );
}
