import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Check } from "../../../ui/Field";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Member, remove } from "./api";

/** Takes somebody out of the organization; their account stays theirs. */
export function Removing({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const [adopt, setAdopt] = useState(false);
  const name = member.name || member.email;
  const act = useDone("team", () => remove(member.id, adopt ? "adopt" : "end"));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.removed", { name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("remove.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("remove.keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("remove.go", { name })}
          </Button>
        </>
      }
    >
      <p>{t("remove.text")}</p>
      <Check
        label={t("remove.adopt")}
        help={t("remove.adopt.help")}
        checked={adopt}
        onChange={(event) => setAdopt(event.target.checked)}
      />
    </Dialog>
  );
}
