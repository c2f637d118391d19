import { Link, Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Empty } from "../../ui/pieces";
import { useWideRights } from "./rights";
import { isSeen, SECTIONS } from "./sections";

/** The first part of the settings that one may see. */
export default function Start() {
  const { t } = useTranslation("settings");
  const { store } = useParams({ strict: false }) as { store: string };
  const [may, mayWidely] = [useRights(store), useWideRights()];
  const first = SECTIONS.find((one) => isSeen(one, may, mayWidely));
  if (first) return <Navigate to={`/s/${store}/settings/${first.name}`} replace />;
  return (
    <Empty title={t("nothing")} actions={<Link to="/account">{t("own")}</Link>}>
      {t("nothing.text")}
    </Empty>
  );
}
