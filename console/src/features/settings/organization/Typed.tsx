import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { useForm } from "../../../ui/useForm";

const FORM = "typed";

interface Props {
  title: string;
  /** What has to be typed. */
  name: string;
  /** The verb of the title. */
  verb: string;
  /** @throws Problem */
  act: (typed: string) => Promise<void>;
  onClose: () => void;
  /** What is lost. */
  children: ReactNode;
}

/** Asks for the name of what is deleted; the safe button comes first. */
export function Typed({ title, name, verb, act, onClose, children }: Props) {
  const { t } = useTranslation("settings/organization");
  const form = useForm(
    ({ name: typed = "" }) => act(typed.trim()),
    ({ name: typed = "" }): Record<string, string> =>
      typed.trim() === name ? {} : { name: t("fault.typed", { name }) },
  );
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" type="submit" form={FORM} busy={form.busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate autoComplete="off">
        <Refusal problem={form.problem} />
        {children}
        <Field
          label={t("field.typed", { name })}
          name="name"
          dir="auto"
          fault={form.fault("name")}
        />
      </form>
    </Dialog>
  );
}
