import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../../format/numbers";
import { tellProblem } from "../../../problems/said";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Banner } from "../../../ui/pieces";
import { verify } from "./api";

/** Computes the log's chain anew and says whether any entry was changed. */
export function Verifying() {
  const { t } = useTranslation("settings");
  const numbers = useNumbers();
  const act = useMutation({
    mutationFn: verify,
    onError: (error) => tellProblem(error),
  });
  const found = act.data;
  return (
    <>
      <Button icon="shield" busy={act.isPending} onClick={() => act.mutate()}>
        {t("audit.verify")}
      </Button>
      {found && (
        <Dialog title={t("audit.verify")} onClose={act.reset}>
          {found.holds ? (
            <Banner mood="good" title={t("audit.holds")}>
              {t("audit.holds.text", {
                count: found.entries,
                entries: numbers.count(found.entries),
              })}
            </Banner>
          ) : (
            <Banner mood="bad" title={t("audit.broken")}>
              <ul>
                {found.faults.map((one) => (
                  <li key={one.number}>{t("audit.fault", one)}</li>
                ))}
              </ul>
            </Banner>
          )}
        </Dialog>
      )}
    </>
  );
}
