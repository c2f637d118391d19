import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Member, resume, suspend } from "./api";

/** Keeps somebody out for a while, with a reason. */
export function Suspending({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const [reason, setReason] = useState("");
  const name = member.name || member.email;
  const back = useDone("team", () => resume(member.id));
  const act = useDone("team", () => suspend(member.id, reason.trim()));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.suspended", { name }), { undo: () => back.mutate(undefined) });
        onClose();
      },
    });
  return (
    <Dialog
      title={t("suspend.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("suspend.keep")}</Button>
          <Button kind="danger" busy={act.isPending} disabled={!reason.trim()} onClick={go}>
            {t("suspend")}
          </Button>
        </>
      }
    >
      <p>{t("suspend.text")}</p>
      <Field
        label={t("field.reason")}
        help={t("field.reason.help")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
