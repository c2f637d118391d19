import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { tell } from "../../ui/toasts";
import { useForm } from "../../ui/useForm";
import { type Draft, draftKey, publish } from "./api";

const NAMES: Readonly<Record<string, string>> = { hidden_paths: "hidden", nudge: "nudge" };

/** Says what shoppers will see differently, and asks why. */
export function Publishing({
  store,
  draft,
  onClose,
}: {
  store: string;
  draft: Draft;
  onClose: () => void;
}) {
  const { t } = useTranslation("widget");
  const queries = useQueryClient();
  const form = useForm(async ({ note = "" }) => {
    await publish(store, draft.live.number, note);
    await queries.invalidateQueries({ queryKey: draftKey(store) });
    tell(t("published"));
    onClose();
  });
  const actions = (
    <>
      <Button onClick={onClose}>{t("publish.not")}</Button>
      <Button kind="primary" type="submit" form="publish-look" busy={form.busy}>
        {t("publish")}
      </Button>
    </>
  );
  return (
    <Dialog title={t("publish.title")} onClose={onClose} actions={actions}>
      <Refusal problem={form.problem} />
      <form id="publish-look" onSubmit={form.onSubmit}>
        <p>{t("publish.text")}</p>
        <ul className="changes">
          {draft.differs.map((name) => (
            <li key={name}>{t((NAMES[name] ?? name) as never)}</li>
          ))}
        </ul>
        <Field label={t("publish.note")} name="note" maxLength={500} />
      </form>
    </Dialog>
  );
}
