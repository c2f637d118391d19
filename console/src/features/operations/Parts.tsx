import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Tabs } from "../../ui/Tabs";

/** What stands above every screen of operations. */
export function Parts({ children }: { children: ReactNode }) {
  const { t } = useTranslation("operations");
  const { store } = useParams({ strict: false }) as { store: string };
  const may = useRights(store);
  const base = `/s/${store}/operations`;
  const tabs = [
    { to: base, label: t("jobs") },
    { to: `${base}/failed`, label: t("failed") },
    ...(may("models.read") ? [{ to: `${base}/providers`, label: t("providers") }] : []),
  ];
  return (
    <>
      <Tabs label={t("parts")} tabs={tabs} />
      {children}
    </>
  );
}
