import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Budget, deleteBudget } from "./api";

interface Props {
  of: Budget;
  name: string;
  onClose: () => void;
}

/** Asks before a limit is gone. */
export function DeletingBudget({ of, name, onClose }: Props) {
  const { t } = useTranslation("settings/usage");
  const act = useDone("budgets", () => deleteBudget(of.id));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.budget-deleted", { name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("budget.delete.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("budget.keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("budget.delete")}
          </Button>
        </>
      }
    >
      <p>{t("budget.delete.text")}</p>
    </Dialog>
  );
}
