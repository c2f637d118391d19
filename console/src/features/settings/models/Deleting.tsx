import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { deleteProvider, type Provider } from "./api";

/** Asks before a provider goes with its key and models. */
export function Deleting({ of, onClose }: { of: Provider; onClose: () => void }) {
  const { t } = useTranslation("settings/models");
  const act = useDone("models", () => deleteProvider(of.id));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.deleted", { name: of.name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("delete.title", { name: of.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("delete.keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("delete.go")}
          </Button>
        </>
      }
    >
      <p>{t("delete.text", { count: of.models.length })}</p>
    </Dialog>
  );
}
