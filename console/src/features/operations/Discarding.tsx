import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { tell } from "../../ui/toasts";
import { type DeadGroup, discardGroup, useDone } from "./api";

interface Props {
  store: string;
  of: DeadGroup;
  /** In words; it is typed before anything is given up. */
  kind: string;
  onClose: () => void;
}

/** Gives up what failed. It cannot be undone, so its name is typed. */
export function Discarding({ store, of, kind, onClose }: Props) {
  const { t } = useTranslation("operations");
  const [typed, setTyped] = useState("");
  const act = useDone(store, () => discardGroup(store, of));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.discarded", { kind }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("discard.title", { kind })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("discard.keep")}</Button>
          <Button kind="danger" busy={act.isPending} disabled={typed.trim() !== kind} onClick={go}>
            {t("discard-all")}
          </Button>
        </>
      }
    >
      <p>{t("discard.text")}</p>
      <Field
        label={t("discard.type", { kind })}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </Dialog>
  );
}
