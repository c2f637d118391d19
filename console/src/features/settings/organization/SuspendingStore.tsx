import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Store, suspendStore } from "./api";

/** Lets a store rest, after saying what shoppers get meanwhile. */
export function SuspendingStore({ of, onClose }: { of: Store; onClose: () => void }) {
  const { t } = useTranslation("settings/organization");
  const act = useDone("stores", () => suspendStore(of.id));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.suspended", { name: of.name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("suspend.title", { name: of.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("suspend")}
          </Button>
        </>
      }
    >
      <p>{t("suspend.text")}</p>
    </Dialog>
  );
}
