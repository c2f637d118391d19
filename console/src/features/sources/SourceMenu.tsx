import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Asking } from "../../ui/Asking";
import { Menu } from "../../ui/Menu";
import { tell } from "../../ui/toasts";
import { useSourceActions } from "./api";
import type { Source } from "./types";

/** What can be done with a source. */
export function SourceMenu({ store, source }: { store: string; source: Source }) {
  const { t } = useTranslation("sources");
  const [removing, setRemoving] = useState(false);
  const act = useSourceActions(store, source.id);
  if (!useRights(store)("sources.write")) return null;
  const paused = source.state === "paused";
  const toggle = () => {
    const [now, back] = paused ? (["resume", "pause"] as const) : (["pause", "resume"] as const);
    const told = t(`told.${now}`, { name: source.name });
    act.source.mutate(now, {
      onSuccess: () => tell(told, { undo: () => act.source.mutate(back) }),
    });
  };
  return (
    <>
      <Menu
        label={t("actions-for", { name: source.name })}
        items={[
          {
            label: t("read-now"),
            icon: "refresh",
            act: () => act.sync.mutate("incremental"),
            barred: paused ? t("state.paused") : undefined,
          },
          { label: t("read-all"), icon: "refresh", act: () => act.sync.mutate("full") },
          { label: t(paused ? "resume" : "pause"), icon: paused ? "play" : "pause", act: toggle },
          { label: t("delete"), icon: "close", bad: true, act: () => setRemoving(true) },
        ]}
      />
      {removing && <Removing store={store} source={source} onClose={() => setRemoving(false)} />}
    </>
  );
}

function Removing({
  store,
  source,
  onClose,
}: {
  store: string;
  source: Source;
  onClose: () => void;
}) {
  const { t } = useTranslation("sources");
  const { remove } = useSourceActions(store, source.id);
  return (
    <Asking
      title={t("delete.title", { name: source.name })}
      keep={t("delete.keep")}
      verb={t("delete.go", { name: source.name })}
      act={remove}
      told={t("told.delete", { name: source.name })}
      onClose={onClose}
    >
      {t("delete.text")}
    </Asking>
  );
}
