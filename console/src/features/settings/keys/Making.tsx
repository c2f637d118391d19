import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Check, Field, Labelled } from "../../../ui/Field";
import { Segments } from "../../../ui/pieces";
import { Refusal } from "../../../ui/Refusal";
import { useForm } from "../../../ui/useForm";
import { type MadeKey, makeKey } from "./api";
import { originsIn, wantedKey } from "./wanted";

const FORM = "making-a-key";
const SCOPES = ["read", "write", "chat"] as const;
const DAYS = [30, 90, 365, 0] as const;

interface Props {
  store: string;
  onMade: (made: MadeKey) => void;
  onClose: () => void;
}

/** A key for a program or a page; it never opens more than its maker may. */
export function Making({ store, onMade, onClose }: Props) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const [kind, setKind] = useState<"secret" | "publishable">("secret");
  const [scopes, setScopes] = useState<readonly string[]>(["read"]);
  const isSecret = kind === "secret";
  const form = useForm(
    async ({ name = "", days = "0", origins = "" }) => {
      const made = await makeKey(
        wantedKey({ kind, name, store, scopes, origins, days: Number(days) }, Date.now()),
      );
      void queries.invalidateQueries({ queryKey: ["keys"] });
      onMade(made);
    },
    ({ name = "", origins = "" }) => ({
      ...(!name.trim() && { name: t("fault.name") }),
      ...(isSecret && !scopes.length && { scopes: t("fault.scopes") }),
      ...(!isSecret && !originsIn(origins).length && { origins: t("fault.origins") }),
    }),
  );
  const toggle = (scope: string, on: boolean) =>
    setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope));
  return (
    <Dialog
      title={t("add-key")}
      onClose={onClose}
      actions={
        <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
          {t("make-key")}
        </Button>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        <Segments
          label={t("field.kind")}
          value={kind}
          options={[
            ["secret", t("kind.secret")],
            ["publishable", t("kind.publishable")],
          ]}
          onChange={setKind}
        />
        <p className="muted">{t(`kind.${kind}.does`)}</p>
        <Field
          label={t("field.name")}
          help={t("field.name.help")}
          name="name"
          maxLength={100}
          fault={form.fault("name")}
        />
        {isSecret ? (
          <Scopes picked={scopes} onToggle={toggle} fault={form.fault("scopes")} />
        ) : (
          <Labelled
            label={t("field.origins")}
            help={t("field.origins.help")}
            fault={form.fault("origins")}
          >
            {(attributes) => <textarea {...attributes} name="origins" rows={3} dir="ltr" />}
          </Labelled>
        )}
        <Labelled label={t("column.ends")}>
          {(attributes) => (
            <select {...attributes} name="days" defaultValue={isSecret ? 90 : 0}>
              {DAYS.map((one) => (
                <option key={one} value={one}>
                  {one ? t("days", { count: one }) : t("endless")}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </form>
    </Dialog>
  );
}

interface ScopesProps {
  picked: readonly string[];
  onToggle: (scope: string, on: boolean) => void;
  fault: string | undefined;
}

function Scopes({ picked, onToggle, fault }: ScopesProps) {
  const { t } = useTranslation("settings");
  return (
    <fieldset className="choices">
      <legend>{t("field.scopes")}</legend>
      {SCOPES.map((one) => (
        <Check
          key={one}
          label={t(`scope.${one}`)}
          help={t(`scope.${one}.does`)}
          checked={picked.includes(one)}
          aria-invalid={fault ? true : undefined}
          onChange={(event) => onToggle(one, event.target.checked)}
        />
      ))}
      {fault && <span className="fault">{fault}</span>}
    </fieldset>
  );
}
