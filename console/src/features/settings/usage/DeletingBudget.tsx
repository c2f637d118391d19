import { useTranslation } from "react-i18next";
import { Asking } from "../../../ui/Asking";
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
  return (
    <Asking
      title={t("budget.delete.title", { name })}
      keep={t("budget.keep")}
      verb={t("budget.delete")}
      act={act}
      told={t("told.budget-deleted", { name })}
      onClose={onClose}
    >
      <p>{t("budget.delete.text")}</p>
    </Asking>
  );
}
