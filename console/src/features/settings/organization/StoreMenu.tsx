import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Menu } from "../../../ui/Menu";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { restoreStore, resumeStore, type Store } from "./api";
import { DeletingStore } from "./DeletingStore";
import { RenamingStore } from "./RenamingStore";
import { SuspendingStore } from "./SuspendingStore";

type Doing = "rename" | "suspend" | "delete";

/** What can be done about a store as a whole. */
export function StoreMenu({ of }: { of: Store }) {
  const { t } = useTranslation("settings/organization");
  const [doing, setDoing] = useState<Doing>();
  const navigate = useNavigate();
  const close = () => setDoing(undefined);
  const resume = useTold(() => resumeStore(of.id), t("told.resumed", { name: of.name }));
  const restore = useTold(() => restoreStore(of.id), t("told.restored", { name: of.name }));
  const open = () => void navigate({ to: `/s/${of.slug}` });
  const items = of.deleted_at
    ? [{ label: t("restore"), icon: "refresh" as const, act: restore }]
    : [
        { label: t("open"), icon: "forward" as const, act: open },
        { label: t("rename"), icon: "settings" as const, act: () => setDoing("rename") },
        of.suspended_at
          ? { label: t("resume"), icon: "play" as const, act: resume }
          : { label: t("suspend"), icon: "pause" as const, act: () => setDoing("suspend") },
        { label: t("delete"), icon: "close" as const, bad: true, act: () => setDoing("delete") },
      ];
  return (
    <>
      <Menu label={t("actions-for", { name: of.name })} items={items} />
      {doing === "rename" && <RenamingStore of={of} onClose={close} />}
      {doing === "suspend" && <SuspendingStore of={of} onClose={close} />}
      {doing === "delete" && <DeletingStore of={of} onClose={close} />}
    </>
  );
}

/** Return what does something and says so. */
function useTold(act: () => Promise<unknown>, text: string): () => void {
  const queries = useQueryClient();
  const done = useDone("stores", act);
  return () =>
    done.mutate(undefined, {
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: ["store"] });
        tell(text);
      },
    });
}
