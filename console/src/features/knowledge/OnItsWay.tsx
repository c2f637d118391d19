import { useTranslation } from "react-i18next";
import { Banner } from "../../ui/pieces";
import type { Article } from "./types";

/** What became of an approval: the version is on its way to shoppers, or a fault keeps it from them. */
export function OnItsWay({ article: { publishing } }: { article: Pick<Article, "publishing"> }) {
  const { t } = useTranslation("knowledge");
  if (!publishing) return null;
  const number = publishing.version;
  if (publishing.reason === null) return <Banner title={t("going-live.text", { number })} />;
  return (
    <Banner mood="bad" title={t("going-live.failed", { number })}>
      {publishing.detail}
    </Banner>
  );
}
