import "./settings.css";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Tabs } from "../../ui/Tabs";
import { useWideRights } from "./rights";
import { isSeen, SECTIONS } from "./sections";

/** What stands above every part of the settings: the way to the others. */
export function Sections({ children }: { children: ReactNode }) {
  const { t } = useTranslation("settings");
  const { store } = useParams({ strict: false }) as { store: string };
  const [may, mayWidely] = [useRights(store), useWideRights()];
  const tabs = SECTIONS.filter((one) => isSeen(one, may, mayWidely)).map(({ name }) => ({
    to: `/s/${store}/settings/${name}`,
    label: t(`section.${name}`),
  }));
  return (
    <>
      <Tabs label={t("sections")} tabs={tabs} />
      {children}
    </>
  );
}
