import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { useUrlState } from "../../../ui/urlState";
import { type Budget, budgetsQuery } from "./api";
import { BudgetForm } from "./BudgetForm";
import { BudgetLine } from "./BudgetLine";

interface Props {
  store: string;
  /** Whether they see the organization's, or this store's alone. */
  seesAll: boolean;
  mayChange: boolean;
}

/** What may be spent, and how far it is. */
export function Budgets({ store, seesAll, mayChange }: Props) {
  const { t } = useTranslation("settings/usage");
  const [adding, setAdding] = useUrlState<string>("budget", "");
  const [changing, setChanging] = useState<Budget>();
  const query = useQuery(budgetsQuery(seesAll ? undefined : store));
  const close = () => {
    setChanging(undefined);
    setAdding(undefined);
  };
  return (
    <section className="budgets">
      <div className="sec-h">
        <h2 className="h2">{t("budgets")}</h2>
        {mayChange && (
          <Button icon="plus" onClick={() => setAdding("open")}>
            {t("budget.add")}
          </Button>
        )}
      </div>
      <Answered query={query} about={t("budgets")}>
        {(found) =>
          found.length ? (
            <ul>
              {found.map((one) => (
                <BudgetLine
                  key={one.id}
                  of={one}
                  {...(mayChange && { onChange: () => setChanging(one) })}
                />
              ))}
            </ul>
          ) : (
            <p className="muted">{t("budgets.none")}</p>
          )
        }
      </Answered>
      {mayChange && (changing || adding === "open") && (
        <BudgetForm store={store} {...(changing && { of: changing })} onClose={close} />
      )}
    </section>
  );
}
