import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { tellProblem } from "../../problems/said";
import { tell } from "../../ui/toasts";
import { useCarryingOut, type Way } from "./editing";
import type { ProductEdit } from "./types";

/** Have edits of many products carried out or undone, and tell what came of it; what was done can be undone. */
export function useTold(store: string) {
  const { t } = useTranslation("catalogue");
  const { mutateAsync, isPending } = useCarryingOut(store);
  const carryOut = async (id: string, way: Way) => {
    tell(t(way === "apply" ? "bulk.started" : "bulk.undoing"));
    try {
      const edit = await mutateAsync({ id, way });
      tell(said(t, edit), way === "apply" ? { undo: () => void carryOut(id, "undo") } : {});
    } catch (error) {
      void tellProblem(error, t("own.unsaved"));
    }
  };
  return { carryOut: (id: string, way: Way) => void carryOut(id, way), isPending };
}

function said(t: TFunction<"catalogue">, { state, counts }: ProductEdit): string {
  const done = state === "applied" ? "bulk.done" : "bulk.undone";
  const text = t(done, { count: counts.products });
  return counts.left ? `${text} ${t("bulk.left", { count: counts.left })}` : text;
}
