import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { tell } from "../../../ui/toasts";
import { type Belonging, leaveOrganization, useDone } from "../api";

/** Ends one's membership; another invitation is the way back. */
export function Leaving({ of, onClose }: { of: Belonging; onClose: () => void }) {
  const { t } = useTranslation("account");
  const leave = useDone(() => leaveOrganization(of.id));
  const go = () =>
    leave.mutate(undefined, {
      onSuccess: () => {
        tell(t("organization.left", { name: of.name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("organization.leave.title", { name: of.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("organization.stay")}</Button>
          <Button kind="danger" busy={leave.isPending} onClick={go}>
            {t("organization.leave")}
          </Button>
        </>
      }
    >
      <p>{t("organization.leave.text")}</p>
    </Dialog>
  );
}
