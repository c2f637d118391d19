import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { tell } from "../../../ui/toasts";
import { deleteStore, type Store } from "./api";
import { Typed } from "./Typed";
import { DAYS_KEPT } from "./week";

/** Deletes a store; for a week it can be brought back. */
export function DeletingStore({ of, onClose }: { of: Store; onClose: () => void }) {
  const { t } = useTranslation("settings/organization");
  const { store } = useParams({ strict: false }) as { store: string };
  const queries = useQueryClient();
  const navigate = useNavigate();
  const act = async (typed: string) => {
    await deleteStore(of.id, typed);
    tell(t("told.deleted", { name: of.name }));
    onClose();
    await queries.invalidateQueries({ queryKey: ["stores"] });
    // Who stands in it is led to another one; this one opens nothing any more.
    if (store === of.slug) await navigate({ to: "/s" });
  };
  return (
    <Typed
      title={t("delete.title", { name: of.name })}
      name={of.name}
      verb={t("delete")}
      act={act}
      onClose={onClose}
    >
      <p>{t("delete.lost")}</p>
      <ul className="lost">
        <li>{t("delete.now")}</li>
        <li>{t("delete.content")}</li>
        <li>{t("delete.chats")}</li>
        <li>{t("delete.week", { count: DAYS_KEPT })}</li>
      </ul>
    </Typed>
  );
}
