import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { Time } from "../../../format/Time";
import { Asking } from "../../../ui/Asking";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Badge } from "../../../ui/pieces";
import { Refusal } from "../../../ui/Refusal";
import { useForm } from "../../../ui/useForm";
import { type Factor, useDone } from "../api";

/** One passkey or authenticator app. */
export function FactorLine({ factor }: { factor: Factor }) {
  const { t } = useTranslation("account");
  const [doing, setDoing] = useState<"name" | "remove">();
  const close = () => setDoing(undefined);
  return (
    <li>
      <span className="grow">
        {factor.name} <Badge>{t(`factor.${factor.kind}`)}</Badge>
        <small>
          {factor.used_at ? t("used") : t("added")}{" "}
          <Time when={factor.used_at ?? factor.created_at} />
        </small>
      </span>
      <Button
        small
        aria-label={t("rename.of", { name: factor.name })}
        onClick={() => setDoing("name")}
      >
        {t("rename")}
      </Button>
      <Button
        small
        aria-label={t("remove.of", { name: factor.name })}
        onClick={() => setDoing("remove")}
      >
        {t("remove")}
      </Button>
      {doing === "name" && <Naming factor={factor} onClose={close} />}
      {doing === "remove" && <Removing factor={factor} onClose={close} />}
    </li>
  );
}

const path = (factor: Factor) => ({ params: { path: { factor_id: factor.id } } });

function Naming({ factor, onClose }: { factor: Factor; onClose: () => void }) {
  const { t } = useTranslation("account");
  const save = useDone((name: string) =>
    answer(api.PATCH("/api/v1/auth/factors/{factor_id}", { ...path(factor), body: { name } })),
  );
  const form = useForm(async ({ name = "" }) => {
    await save.mutateAsync(name);
    onClose();
  });
  return (
    <Dialog title={t("rename.of", { name: factor.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        <Refusal problem={form.problem} />
        <Field
          label={t("factor.name")}
          name="name"
          required
          maxLength={100}
          defaultValue={factor.name}
          fault={form.fault("name")}
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t("rename")}
        </Button>
      </form>
    </Dialog>
  );
}

function Removing({ factor, onClose }: { factor: Factor; onClose: () => void }) {
  const { t } = useTranslation("account");
  const act = useDone(() => answer(api.DELETE("/api/v1/auth/factors/{factor_id}", path(factor))));
  return (
    <Asking
      title={t("remove.of", { name: factor.name })}
      keep={t("keep")}
      verb={t("remove")}
      act={act}
      told={t("removed", { name: factor.name })}
      onClose={onClose}
    >
      <p>{t("remove.text")}</p>
    </Asking>
  );
}
