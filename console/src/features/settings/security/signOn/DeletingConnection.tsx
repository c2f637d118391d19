import { useTranslation } from "react-i18next";
import { Asking } from "../../../../ui/Asking";
import { useDone } from "../../useDone";
import { type Connection, deleteConnection } from "../api";

/** Deletes a single sign-on with its domains; who came through it needs another way in. */
export function DeletingConnection({ of, onClose }: { of: Connection; onClose: () => void }) {
  const { t } = useTranslation("settings/security");
  const act = useDone("security", () => deleteConnection(of.id));
  return (
    <Asking
      title={t("delete.title", { name: of.name })}
      keep={t("keep")}
      verb={t("delete")}
      act={act}
      told={t("told.deleted", { name: of.name })}
      onClose={onClose}
    >
      <p>{t("delete.text", { count: of.domains.length })}</p>
    </Asking>
  );
}
