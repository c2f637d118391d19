import { useTranslation } from "react-i18next";
import { Field, Labelled } from "../../../ui/Field";
import { useUrlState } from "../../../ui/urlState";

/** Beginnings of actions, as the log names them. */
const SUBJECTS = [
  "member.",
  "invitation.",
  "role.",
  "key.",
  "login.",
  "source.",
  "article.",
  "assistant.",
  "widget.",
  "store.",
  "organization.",
] as const;

/** Narrow the log down; every choice is in the address. */
export function Filters() {
  const { t } = useTranslation("settings");
  const [action, setAction] = useUrlState<string>("action", "");
  const [outcome, setOutcome] = useUrlState<string>("outcome", "");
  const [from, setFrom] = useUrlState<string>("from", "");
  return (
    <search className="audit-filters">
      <Labelled label={t("audit.subject")}>
        {(attributes) => (
          <select
            {...attributes}
            value={action}
            onChange={(event) => setAction(event.target.value)}
          >
            <option value="">{t("audit.all")}</option>
            {SUBJECTS.map((one) => (
              <option key={one} value={one}>
                {t(`audit.subject.${one.slice(0, -1)}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t("audit.outcome")}>
        {(attributes) => (
          <select
            {...attributes}
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
          >
            <option value="">{t("audit.all")}</option>
            <option value="done">{t("audit.done")}</option>
            <option value="refused">{t("audit.refused")}</option>
          </select>
        )}
      </Labelled>
      <Field
        label={t("audit.from")}
        type="date"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
    </search>
  );
}
