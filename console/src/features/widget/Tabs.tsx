import { useTranslation } from "react-i18next";
import { Tabs } from "../../ui/Tabs";

/** The two screens of the widget. */
export function WidgetTabs({ store }: { store: string }) {
  const { t } = useTranslation("widget");
  const tabs = [
    { to: `/s/${store}/widget`, label: t("look") },
    { to: `/s/${store}/widget/install`, label: t("install") },
  ];
  return <Tabs label={t("about")} tabs={tabs} />;
}
