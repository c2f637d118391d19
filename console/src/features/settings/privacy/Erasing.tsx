import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { useForm } from "../../../ui/useForm";
import { type Erased, eraseShopper, type Shopper } from "./api";

const FORM = "erasing";
/** Typed in every language as it is, as the question says. */
const WORD = "ERASE";

interface Props {
  store: string;
  shopper: Shopper;
  chats: number;
  onErased: (erased: Erased) => void;
  onClose: () => void;
}

/** Asks for a typed word before what nothing brings back. */
export function Erasing({ store, shopper, chats, onErased, onClose }: Props) {
  const { t } = useTranslation("settings/privacy");
  const queries = useQueryClient();
  const form = useForm(
    async () => {
      const erased = await eraseShopper(store, shopper);
      void queries.invalidateQueries({ queryKey: ["store", store] });
      onClose();
      onErased(erased);
    },
    ({ word = "" }): Record<string, string> =>
      word.trim() === WORD ? {} : { word: t("fault.word", { word: WORD }) },
  );
  return (
    <Dialog
      title={t("erase.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("erase.keep")}</Button>
          <Button kind="danger" type="submit" form={FORM} busy={form.busy}>
            {t("erase.go")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate autoComplete="off">
        <Refusal problem={form.problem} />
        <p>
          <bdi className="b">{shopper.value}</bdi>
        </p>
        <p>
          {t("kept.chats", { count: chats })} {t("erase.text")}
        </p>
        <Field
          label={t("field.word", { word: WORD })}
          name="word"
          dir="ltr"
          autoCapitalize="characters"
          fault={form.fault("word")}
        />
      </form>
    </Dialog>
  );
}
