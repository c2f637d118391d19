import { useTranslation } from "react-i18next";
import { Frame, useStepStore } from "./Frame";

/** The fourth step: the chat itself, as shoppers have it. */
export default function Try() {
  const { t } = useTranslation("onboarding");
  const store = useStepStore();
  return (
    <Frame step="try">
      <iframe className="chat" src={`/c/${store}`} title={t("try.title")} />
    </Frame>
  );
}
