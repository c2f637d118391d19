import { useTranslation } from "react-i18next";
import { Field } from "../../ui/Field";
import type { ControlProps } from "./Controls";

const USUAL = { after_seconds: 20, paths: [], event: null };

/** One short line beside the closed widget. It is off unless there is a text. */
export function NudgeControls({ look }: ControlProps) {
  const { t } = useTranslation("widget");
  const { settings, change, problem } = look;
  const { nudge } = settings;
  return (
    <>
      <Field
        label={t("nudge")}
        help={t("nudge.help")}
        maxLength={120}
        value={nudge?.text ?? ""}
        fault={problem?.fields["nudge.text"]}
        onChange={(event) => {
          const text = event.target.value;
          change({ nudge: text ? { ...USUAL, ...nudge, text } : null });
        }}
      />
      {nudge && (
        <Field
          label={t("nudge.after")}
          type="number"
          min={0}
          max={600}
          value={nudge.after_seconds}
          fault={problem?.fields["nudge.after_seconds"]}
          onChange={(event) =>
            change({ nudge: { ...nudge, after_seconds: event.target.valueAsNumber || 0 } })
          }
        />
      )}
    </>
  );
}
