import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Asking } from "../../ui/Asking";
import { Field } from "../../ui/Field";
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
  return (
    <Asking
      title={t("discard.title", { kind })}
      keep={t("discard.keep")}
      verb={t("discard-all")}
      act={act}
      told={t("told.discarded", { kind })}
      barred={typed.trim() !== kind}
      onClose={onClose}
    >
      <p>{t("discard.text")}</p>
      <Field
        label={t("discard.type", { kind })}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </Asking>
  );
}
