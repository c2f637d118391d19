import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Check, Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { permissionsQuery } from "../permissions";
import type { Role } from "../team/api";
import { useDone } from "../useDone";
import { addRole, changeRole, type Wanted } from "./api";
import { useAbilityWords } from "./useAbilityWords";

const FORM = "a-role";
/** Without it nobody finds a store here, so every role made here has it. */
const SEEN = "stores.read";

/** A role of one's own, made by ticking what it may do. role: the one that is changed. */
export function Editing({ role, onClose }: { role?: Role; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const [picked, setPicked] = useState<readonly string[]>(role?.permissions ?? [SEEN]);
  const save = useDone("team", (wanted: Wanted) =>
    role?.id ? changeRole(role.id, wanted) : addRole(wanted),
  );
  const form = useForm(
    async ({ name = "" }) => {
      await save.mutateAsync({ name: name.trim(), permissions: [...new Set([...picked, SEEN])] });
      tell(t("told.role", { name: name.trim() }));
      onClose();
    },
    ({ name = "" }) => ({
      ...(!name.trim() && { name: t("fault.role-name") }),
      ...(!picked.some((one) => one !== SEEN) && { permissions: t("fault.permissions") }),
    }),
  );
  const toggle = (one: string, on: boolean) =>
    setPicked(on ? [...picked, one] : picked.filter((other) => other !== one));
  return (
    <Dialog
      title={role ? t("role.edit.of", { name: role.name }) : t("role.add")}
      onClose={onClose}
      shape="wide"
      actions={
        <>
          <Button onClick={onClose}>{t("role.keep")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t("role.save")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem} />
        <Field
          label={t("role.name")}
          name="name"
          maxLength={60}
          defaultValue={role?.name}
          fault={form.fault("name")}
        />
        <Abilities picked={picked} onToggle={toggle} fault={form.fault("permissions")} />
      </form>
    </Dialog>
  );
}

interface AbilitiesProps {
  picked: readonly string[];
  onToggle: (name: string, on: boolean) => void;
  fault: string | undefined;
}

function Abilities({ picked, onToggle, fault }: AbilitiesProps) {
  const { t } = useTranslation("settings");
  const words = useAbilityWords();
  const known = useQuery(permissionsQuery).data ?? [];
  return (
    <fieldset className="choices">
      <legend>{t("column.abilities")}</legend>
      {known
        .filter((one) => one.custom_roles)
        .map((one) => (
          <Check
            key={one.name}
            label={words(one.name, one.description)}
            checked={one.name === SEEN || picked.includes(one.name)}
            disabled={one.name === SEEN}
            aria-invalid={fault ? true : undefined}
            onChange={(event) => onToggle(one.name, event.target.checked)}
          />
        ))}
      {fault && <span className="fault">{fault}</span>}
    </fieldset>
  );
}
