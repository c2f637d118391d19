import { useTranslation } from "react-i18next";
import { Asking } from "../../../ui/Asking";
import { useDone } from "../useDone";
import { type Store, suspendStore } from "./api";

/** Lets a store rest, after saying what shoppers get meanwhile. */
export function SuspendingStore({ of, onClose }: { of: Store; onClose: () => void }) {
  const { t } = useTranslation("settings/organization");
  const act = useDone("stores", () => suspendStore(of.id));
  return (
    <Asking
      title={t("suspend.title", { name: of.name })}
      keep={t("keep")}
      verb={t("suspend")}
      act={act}
      told={t("told.suspended", { name: of.name })}
      onClose={onClose}
    >
      <p>{t("suspend.text")}</p>
    </Asking>
  );
}
