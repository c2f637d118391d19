import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Banner } from "../../ui/pieces";
import { sourcesQuery } from "../sources/api";
import { hasEnded } from "../sources/running";
import { Frame, useStepStore } from "./Frame";

const ASK_MS = 3_000;

/** The fourth step: the chat itself, as shoppers have it. */
export default function Try() {
  const { t } = useTranslation("onboarding");
  const store = useStepStore();
  return (
    <Frame step="try">
      <StillReading store={store} />
      <iframe className="try-chat" src={`/c/${store}`} title={t("try.title")} />
    </Frame>
  );
}

/** What is read goes live at once and as a whole: until then there is nothing to answer from, and that is said. */
function StillReading({ store }: { store: string }) {
  const { t } = useTranslation("onboarding");
  const sources = useQuery({ ...sourcesQuery(store), refetchInterval: ASK_MS });
  const run = sources.data?.[0]?.last_run;
  if (!run || (hasEnded(run.state) && run.state !== "live")) return null;
  if (run.state === "live") return <Banner mood="good">{t("try.ready")}</Banner>;
  return <Banner>{t("try.reading", { count: run.records })}</Banner>;
}
