import "./settings.css";
import { useParams, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Empty } from "../../ui/pieces";
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
  // Who comes by a colleague's link is told so; asking would only be refused.
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const section = SECTIONS.find(({ name }) => here.endsWith(`/settings/${name}`));
  const barred = section && !isSeen(section, may, mayWidely);
  return (
    <>
      <Tabs label={t("sections")} tabs={tabs} />
      {barred ? <Empty title={t("nothing")}>{t("nothing.text")}</Empty> : children}
    </>
  );
}
