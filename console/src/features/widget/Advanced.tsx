import { useTranslation } from "react-i18next";
import { Check, Field, Labelled } from "../../ui/Field";
import { type ControlProps, Lines } from "./Controls";
import { textOrNone } from "./writing";

const NUMBERS = [
  ["radius", 28],
  ["offset_x", 200],
  ["offset_y", 200],
] as const;

/** What few shops need. */
export function Advanced({ look }: ControlProps) {
  const { t } = useTranslation("widget");
  const { settings, change, problem } = look;
  const fault = (name: string) => problem?.fields[name];
  return (
    <details>
      <summary>{t("advanced")}</summary>
      <Labelled label={t("mode")}>
        {(attributes) => (
          <select
            {...attributes}
            value={settings.mode}
            onChange={(event) => change({ mode: event.target.value as typeof settings.mode })}
          >
            {(["auto", "light", "dark"] as const).map((mode) => (
              <option key={mode} value={mode}>
                {t(`mode.${mode}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Field
        label={t("label")}
        help={t("own-words")}
        maxLength={40}
        value={settings.label ?? ""}
        fault={fault("label")}
        onChange={(event) => change({ label: event.target.value || null })}
      />
      <Field
        label={t("font")}
        help={t("font.help")}
        maxLength={200}
        value={settings.font ?? ""}
        fault={fault("font")}
        onChange={(event) => change({ font: textOrNone(event.target.value) })}
      />
      {NUMBERS.map(([name, most]) => (
        <Field
          key={name}
          label={t(name)}
          type="number"
          min={0}
          max={most}
          value={settings[name]}
          fault={fault(name)}
          onChange={(event) => change({ [name]: event.target.valueAsNumber || 0 })}
        />
      ))}
      <Lines
        label={t("hidden")}
        help={t("hidden.help")}
        value={settings.hidden_paths}
        fault={fault("hidden_paths")}
        onChange={(hidden_paths) => change({ hidden_paths })}
      />
      <Check
        label={t("animation")}
        checked={settings.animation}
        onChange={(event) => change({ animation: event.target.checked })}
      />
    </details>
  );
}
