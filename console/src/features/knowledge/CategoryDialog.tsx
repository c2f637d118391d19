import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field, Labelled } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { isBelow, type Placed } from "./categories";
import type { Category } from "./types";

interface Props {
  title: string;
  /** Where it may stand below; what stands below itself is left out. */
  places: readonly Category[];
  /** The one that is changed; left out: a new one. */
  one?: Category;
  send: (placed: Placed) => Promise<unknown>;
  onClose: () => void;
}

/** A category's name, and what it stands below. */
export function CategoryDialog({ title, places, one, send, onClose }: Props) {
  const { t } = useTranslation("knowledge");
  const id = useId();
  const form = useForm(
    async ({ name = "", parent }) => {
      await send({ name, parent_id: parent || null });
      onClose();
    },
    ({ name = "" }): Record<string, string> =>
      name.trim() && !name.includes("/") ? {} : { name: t("categories.name.fault") },
  );
  const above = places.filter((place) => !one || !isBelow(place, one, places));
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("not-now")}</Button>
          <Button kind="primary" type="submit" form={id} busy={form.busy}>
            {one ? t("categories.save") : t("categories.add")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={form.onSubmit} noValidate>
        <Field
          label={t("categories.name")}
          name="name"
          maxLength={100}
          defaultValue={one?.name}
          fault={form.fault("name")}
        />
        <Labelled label={t("categories.below")}>
          {(attributes) => (
            <select {...attributes} name="parent" defaultValue={one?.parent_id ?? ""}>
              <option value="">{t("categories.top")}</option>
              {above.map((place) => (
                <option key={place.id} value={place.id}>
                  {place.path}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Refusal problem={form.problem} />
      </form>
    </Dialog>
  );
}
