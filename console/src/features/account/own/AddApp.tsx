import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { useForm } from "../../../ui/useForm";
import { useDone } from "../api";

type Made = components["schemas"]["AuthenticatorMade"];

/** An authenticator app is set up by a picture, and counts from its first code on. */
export function AddApp({
  onAdded,
  onClose,
}: {
  onAdded: (codes: readonly string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("account");
  const make = useDone(() =>
    answer(api.POST("/api/v1/auth/factors/authenticator", { body: { name: "" } })),
  );
  // In development React mounts twice; the secret is made once.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    make.mutate(undefined, { onError: onClose });
  }, [make, onClose]);
  if (!make.data) return null;
  return (
    <Dialog title={t("app.add")} onClose={onClose}>
      <Scanned made={make.data} />
      <Confirming
        made={make.data}
        onAdded={(codes) => {
          onClose();
          onAdded(codes);
        }}
      />
    </Dialog>
  );
}

function Scanned({ made }: { made: Made }) {
  const { t } = useTranslation("account");
  return (
    <>
      {made.picture && (
        <>
          <p>{t("app.scan")}</p>
          <svg
            className="code-picture"
            viewBox={`0 0 ${made.picture.side} ${made.picture.side}`}
            role="img"
            aria-label={t("app.picture")}
          >
            <path d={made.picture.path} />
          </svg>
        </>
      )}
      <p>
        {t("app.type")}{" "}
        <a className="link" href={made.uri}>
          {t("app.open")}
        </a>
      </p>
      <pre className="shown-once">{made.secret}</pre>
    </>
  );
}

function Confirming({ made, onAdded }: { made: Made; onAdded: (codes: string[]) => void }) {
  const { t } = useTranslation("account");
  const confirm = useDone((code: string) =>
    answer(
      api.POST("/api/v1/auth/factors/{factor_id}/confirm", {
        params: { path: { factor_id: made.id } },
        body: { code },
      }),
    ),
  );
  const form = useForm(async ({ code = "" }) =>
    onAdded((await confirm.mutateAsync(code.trim())).recovery_codes),
  );
  return (
    <form onSubmit={form.onSubmit}>
      <Refusal problem={form.problem} />
      <Field
        label={t("code")}
        name="code"
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        fault={form.fault("code")}
      />
      <Button kind="primary" type="submit" busy={form.busy}>
        {t("app.confirm")}
      </Button>
    </form>
  );
}
