import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { useSession } from "../../../api/session";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Banner } from "../../../ui/pieces";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { useDone } from "../api";
import { Part } from "./Part";

/** Name and address. */
export function Profile() {
  const { t } = useTranslation("account");
  const { person } = useSession();
  const [moving, setMoving] = useState(false);
  const save = useDone((name: string) =>
    answer(api.PATCH("/api/v1/auth/account", { body: { name } })),
  );
  const form = useForm(async ({ name = "" }) => {
    await save.mutateAsync(name);
    tell(t("saved"));
  });
  return (
    <Part title={t("profile")}>
      {!person.email_confirmed && <Unconfirmed />}
      <form onSubmit={form.onSubmit}>
        <Field
          label={t("name")}
          name="name"
          autoComplete="name"
          required
          maxLength={200}
          defaultValue={person.name}
          fault={form.fault("name")}
        />
        <div className="row">
          <Button type="submit" busy={form.busy}>
            {t("name.save")}
          </Button>
          <Button onClick={() => setMoving(true)}>{t("email.move")}</Button>
        </div>
      </form>
      {moving && <Moving onClose={() => setMoving(false)} />}
    </Part>
  );
}

function Unconfirmed() {
  const { t } = useTranslation("account");
  const again = useDone(() => answer(api.POST("/api/v1/auth/email/resend")));
  const go = () => again.mutate(undefined, { onSuccess: () => tell(t("email.sent")) });
  return (
    <Banner
      mood="warn"
      title={t("email.unconfirmed")}
      action={
        <Button small busy={again.isPending} onClick={go}>
          {t("email.resend")}
        </Button>
      }
    />
  );
}

function Moving({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("account");
  const form = useForm(async ({ email = "" }) => {
    await answer(api.POST("/api/v1/auth/email", { body: { email } }));
    tell(t("email.sent"));
    onClose();
  });
  return (
    <Dialog title={t("email.move")} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        <p className="muted">{t("email.move.text")}</p>
        <Refusal problem={form.problem} />
        <Field
          label={t("email.new")}
          name="email"
          type="email"
          required
          autoComplete="email"
          fault={form.fault("email")}
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t("forgot.send")}
        </Button>
      </form>
    </Dialog>
  );
}
