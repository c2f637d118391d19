import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Dialog } from "../../../../ui/Dialog";
import { tell } from "../../../../ui/toasts";
import { useDone } from "../../useDone";
import { type Connection, deleteConnection } from "../api";

/** Deletes a single sign-on with its domains; who came through it needs another way in. */
export function DeletingConnection({ of, onClose }: { of: Connection; onClose: () => void }) {
  const { t } = useTranslation("settings/security");
  const act = useDone("security", () => deleteConnection(of.id));
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
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("delete")}
          </Button>
        </>
      }
    >
      <p>{t("delete.text", { count: of.domains.length })}</p>
    </Dialog>
  );
}
