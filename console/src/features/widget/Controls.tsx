import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Check, Field, Labelled } from "../../ui/Field";
import { Advanced } from "./Advanced";
import type { Palette } from "./api";
import { Colours } from "./Colours";
import { NudgeControls } from "./NudgeControls";
import type { Look } from "./useLook";
import { codesOf, generalOf, linesOf, textOrNone, withGeneral } from "./writing";

export interface ControlProps {
  look: Look;
  /** Why nothing can be changed; undefined where it can. */
  barred: boolean;
}

/** The controls in the order of their use: what is changed first stands first. */
export function Controls({ look, palette, barred }: ControlProps & { palette: Palette }) {
  const { t } = useTranslation("widget");
  const { settings, change, flush, problem } = look;
  const fault = (name: string) => problem?.fields[name];
  return (
    <form className="controls" onBlur={flush} onSubmit={(event) => event.preventDefault()}>
      <fieldset disabled={barred}>
        <legend className="vh">{t("look")}</legend>
        <Field
          label={t("color")}
          type="color"
          value={settings.color ?? palette.color}
          fault={fault("color")}
          onChange={(event) => change({ color: event.target.value })}
        />
        <Colours palette={palette} barred={barred} onChoose={(color) => change({ color })} />
        <Field
          label={t("logo")}
          help={t("logo.help")}
          type="url"
          value={settings.logo ?? ""}
          fault={fault("logo")}
          onChange={(event) => change({ logo: textOrNone(event.target.value) })}
        />
        <Field
          label={t("title")}
          maxLength={60}
          value={settings.title ?? ""}
          fault={fault("title")}
          onChange={(event) => change({ title: event.target.value || null })}
        />
        <Field
          label={t("greeting")}
          help={t("own-words")}
          maxLength={500}
          value={settings.greeting ?? ""}
          fault={fault("greeting")}
          onChange={(event) => change({ greeting: event.target.value || null })}
        />
        <Lines
          label={t("suggestions")}
          help={t("suggestions.help")}
          value={generalOf(settings)}
          fault={fault("suggestions")}
          onChange={(texts) => change({ suggestions: withGeneral(settings, texts) })}
        />
        <Labelled label={t("position")}>
          {(attributes) => (
            <select
              {...attributes}
              value={settings.position}
              onChange={(event) => change({ position: event.target.value as "start" | "end" })}
            >
              <option value="end">{t("position.end")}</option>
              <option value="start">{t("position.start")}</option>
            </select>
          )}
        </Labelled>
        <NudgeControls look={look} barred={barred} />
        <Field
          label={t("languages")}
          help={t("languages.help")}
          key={settings.languages.join()}
          defaultValue={settings.languages.join(", ")}
          fault={fault("languages")}
          onBlur={(event) => {
            const languages = codesOf(event.target.value);
            if (languages.join() !== settings.languages.join()) change({ languages });
          }}
        />
        <Check
          label={t("voice")}
          checked={settings.voice}
          onChange={(event) => change({ voice: event.target.checked })}
        />
        <Check
          label={t("consent")}
          help={t("consent.help")}
          checked={settings.consent.required}
          onChange={(event) =>
            change({ consent: { ...settings.consent, required: event.target.checked } })
          }
        />
        <Field
          label={t("consent.text")}
          help={t("own-words")}
          maxLength={1000}
          value={settings.consent.text ?? ""}
          fault={fault("consent.text")}
          onChange={(event) =>
            change({ consent: { ...settings.consent, text: event.target.value || null } })
          }
        />
        <Advanced look={look} barred={barred} />
      </fieldset>
    </form>
  );
}

interface LinesProps {
  label: string;
  help: string;
  value: readonly string[];
  fault: string | undefined;
  onChange: (lines: string[]) => void;
}

/** One entry a line. What is typed stays as it is while it means the same: a line can be begun. */
export function Lines({ label, help, value, fault, onChange }: LinesProps) {
  const meant = value.join("\n");
  const [typed, setTyped] = useState(meant);
  const isSame = linesOf(typed).join("\n") === meant;
  return (
    <Labelled label={label} help={help} fault={fault}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={4}
          value={isSame ? typed : meant}
          onChange={(event) => {
            setTyped(event.target.value);
            const lines = linesOf(event.target.value);
            if (lines.join("\n") !== meant) onChange(lines);
          }}
        />
      )}
    </Labelled>
  );
}
