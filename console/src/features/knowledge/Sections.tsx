import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Tabs } from "../../ui/Tabs";

/** Articles, documents and checks: each with an address of its own. */
export function Sections({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store);
  const tabs = [
    { to: `/s/${store}/knowledge`, label: t("articles"), right: "articles.read" },
    { to: `/s/${store}/knowledge/categories`, label: t("categories"), right: "articles.read" },
    { to: `/s/${store}/knowledge/documents`, label: t("documents"), right: "documents.read" },
    { to: `/s/${store}/knowledge/checks`, label: t("checks"), right: "linter.read" },
  ];
  return <Tabs label={t("sections")} tabs={tabs.filter((one) => may(one.right))} />;
}
