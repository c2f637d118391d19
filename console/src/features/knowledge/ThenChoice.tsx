import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Labelled } from "../../ui/Field";
import { THEN } from "./types";

/** What becomes of drafts that were changed; going live is for those who may approve. */
export function ThenChoice({ store }: { store: string }) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("articles.approve");
  return (
    <Labelled label={t("then")} help={may ? undefined : t("approve.barred")}>
      {(attributes) => (
        <select {...attributes} name="next" defaultValue="draft">
          {THEN.map((one) => (
            <option key={one} value={one} disabled={one === "publish" && !may}>
              {t(`then.${one}`)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
