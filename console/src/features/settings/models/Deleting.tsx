import { useTranslation } from "react-i18next";
import { Asking } from "../../../ui/Asking";
import { useDone } from "../useDone";
import { deleteProvider, type Provider } from "./api";

/** Asks before a provider goes with its key and models. */
export function Deleting({ of, onClose }: { of: Provider; onClose: () => void }) {
  const { t } = useTranslation("settings/models");
  const act = useDone("models", () => deleteProvider(of.id));
  return (
    <Asking
      title={t("delete.title", { name: of.name })}
      keep={t("delete.keep")}
      verb={t("delete.go")}
      act={act}
      told={t("told.deleted", { name: of.name })}
      onClose={onClose}
    >
      <p>{t("delete.text", { count: of.models.length })}</p>
    </Asking>
  );
}
