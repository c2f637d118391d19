import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { Time } from "../../format/Time";
import { Button } from "../../ui/Button";
import { Banner } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { pauseKinds, useDone } from "./api";
import { useKinds } from "./kinds";

type PausedKind = components["schemas"]["PausedKind"];

/** Kinds that rest, each with its way back. */
export function Paused({
  store,
  paused,
  mayChange,
}: {
  store: string;
  paused: readonly PausedKind[];
  mayChange: boolean;
}) {
  const { t } = useTranslation("operations");
  const kindInWords = useKinds();
  const set = useDone(store, (kinds: string[]) => pauseKinds(store, kinds));
  const others = (kind: string) => paused.map((one) => one.kind).filter((other) => other !== kind);
  return paused.map((one) => (
    <Banner
      key={one.kind}
      mood="warn"
      title={t("paused", { kind: kindInWords(one.kind) })}
      action={
        mayChange && (
          <Button
            small
            busy={set.isPending}
            onClick={() =>
              set.mutate(others(one.kind), {
                onSuccess: () => tell(t("told.resumed", { kind: kindInWords(one.kind) })),
              })
            }
          >
            {t("resume", { kind: kindInWords(one.kind) })}
          </Button>
        )
      }
    >
      <small>
        <Time when={one.paused_at} />
      </small>
    </Banner>
  ));
}
