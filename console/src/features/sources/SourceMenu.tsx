import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
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
  const go = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.delete", { name: source.name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("delete.title", { name: source.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("delete.keep")}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={go}>
            {t("delete.go", { name: source.name })}
          </Button>
        </>
      }
    >
      {t("delete.text")}
    </Dialog>
  );
}
