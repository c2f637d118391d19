import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../i18n/languages";
import { Answered } from "../../ui/Answered";
import { Check, Labelled } from "../../ui/Field";
import { Banner } from "../../ui/pieces";
import { modelsQuery, sourceNamesQuery, tonesQuery } from "./api";
import { paragraphsOf, same } from "./merging";
import type { Settings, Shown } from "./types";
import type { Editing } from "./useEdits";
import { WordsField } from "./WordsField";

export const SECTIONS = [
  "instructions",
  "knowledge",
  "guardrails",
  "tone",
  "languages",
  "model",
] as const;
export type SectionName = (typeof SECTIONS)[number];

interface Props {
  store: string;
  shown: Shown;
  editing: Editing;
}

/** The settings of one section. */
export function Section({ name, ...props }: Props & { name: SectionName }) {
  const { t } = useTranslation("assistant");
  const One = {
    instructions: Instructions,
    knowledge: Knowledge,
    guardrails: Guardrails,
    tone: Tones,
    languages: Languages,
    model: Model,
  }[name];
  return (
    <>
      <h2 className="h2">{t(`section.${name}`)}</h2>
      <One key={name} {...props} />
    </>
  );
}

function Instructions({ store, shown, editing }: Props) {
  const { words } = editing.value;
  const paragraphs = paragraphsOf(words, shown.live.settings.words);
  const changed = paragraphs.some((one) => one.changed);
  return (
    <>
      <WordsField store={store} editing={editing} />
      {editing.state.name === "refused" && <Banner mood="bad" title={editing.state.detail} />}
      {changed && shown.live.settings.words && (
        <div className="prose">
          {paragraphs.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same paragraph can stand there twice
            <p key={`${at} ${one.text}`} dir="auto" className={one.changed ? "ch" : undefined}>
              {one.text}
            </p>
          ))}
        </div>
      )}
      <Choice name="length" options={["short", "medium", "long"]} editing={editing} />
    </>
  );
}

function Knowledge({ store, editing }: Props) {
  const { t } = useTranslation("assistant");
  const { source_weights: weights, least_evidence: least } = editing.value;
  const query = useQuery(sourceNamesQuery(store));
  return (
    <>
      <Answered query={query} about={t("sources")}>
        {(sources) =>
          sources.length ? (
            sources.map((one) => (
              <Range
                key={one.id}
                label={one.name}
                help={t("weight.help")}
                value={weights[one.id] ?? 1}
                most={3}
                onChange={(weight) =>
                  editing.set({ source_weights: { ...weights, [one.id]: weight } })
                }
              />
            ))
          ) : (
            <p className="muted">
              {t("sources.none")} <Link to={`/s/${store}/sources`}>{t("sources.go")}</Link>
            </p>
          )
        }
      </Answered>
      <Range
        label={t("setting.least_evidence")}
        help={t("least.help")}
        value={least}
        most={0.95}
        onChange={(value) => editing.set({ least_evidence: value })}
      />
      <Choice name="kept_answers" options={["off", "exact", "semantic"]} editing={editing} />
    </>
  );
}

interface RangeProps {
  label: string;
  help: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
}

function Range({ label, help, value, most, onChange }: RangeProps) {
  return (
    <Labelled label={label} help={help}>
      {(attributes) => (
        <span className="row">
          <input
            {...attributes}
            className="range grow"
            type="range"
            min={0}
            max={most}
            step={0.05}
            value={value}
            onChange={(event) => onChange(Number(event.target.value))}
          />
          <bdi className="num">{value.toFixed(2)}</bdi>
        </span>
      )}
    </Labelled>
  );
}

function Guardrails({ editing }: Props) {
  const { t } = useTranslation("assistant");
  return (
    <>
      <Lines name="refuses" editing={editing} />
      <Labelled label={t("setting.refusal")} help={t("refusal.help")}>
        {(attributes) => (
          <textarea
            {...attributes}
            dir="auto"
            rows={2}
            value={editing.value.refusal}
            onChange={(event) => editing.set({ refusal: event.target.value })}
          />
        )}
      </Labelled>
      <Lines name="avoids" editing={editing} />
      <Choice name="unsupported" options={["drop", "mark", "ask"]} editing={editing} />
    </>
  );
}

/** A list with one thing on each line. */
function Lines({ name, editing }: { name: "refuses" | "avoids"; editing: Editing }) {
  const { t } = useTranslation("assistant");
  const held = editing.value[name];
  const [typed, setTyped] = useState(held.join("\n"));
  // Blank lines are part of typing, and not of the list.
  const shown = same(linesOf(typed), held) ? typed : held.join("\n");
  return (
    <Labelled label={t(`setting.${name}`)} help={t(`${name}.help`)}>
      {(attributes) => (
        <textarea
          {...attributes}
          dir="auto"
          rows={4}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            editing.set({ [name]: linesOf(event.target.value) });
          }}
          onBlur={() => void editing.flush()}
        />
      )}
    </Labelled>
  );
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);

function Tones({ store, editing }: Props) {
  const { t } = useTranslation("assistant");
  return (
    <Answered query={useQuery(tonesQuery(store))} about={t("section.tone")}>
      {(tones) => (
        <fieldset className="tones" aria-label={t("section.tone")}>
          {tones.map((one) => (
            <label key={one.tone} className="check tone">
              <input
                type="radio"
                name="tone"
                checked={editing.value.tone === one.tone}
                onChange={() => editing.set({ tone: one.tone })}
              />
              <span>
                <b>{t(`tone.${one.tone}`)}</b>
                <q lang="en" dir="ltr">
                  {one.example}
                </q>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </Answered>
  );
}

function Languages({ editing }: Props) {
  const { t } = useTranslation("assistant");
  const { languages } = editing.value;
  const toggle = (code: string, on: boolean) =>
    editing.set({
      languages: on ? [...languages, code] : languages.filter((one) => one !== code),
    });
  const codes = [...new Set([...Object.keys(LANGUAGES), ...languages])];
  return (
    <>
      <p className="muted">{t(languages.length ? "languages.help" : "languages.any.help")}</p>
      {codes.map((code) => (
        <Check
          key={code}
          label={
            languages[0] === code ? t("languages.first", { language: nameOf(code) }) : nameOf(code)
          }
          checked={languages.includes(code)}
          onChange={(event) => toggle(code, event.target.checked)}
        />
      ))}
    </>
  );
}

const nameOf = (code: string) => (LANGUAGES as Readonly<Record<string, string>>)[code] ?? code;

function Model({ store, editing }: Props) {
  const { t } = useTranslation("assistant");
  const { model, falls_back } = editing.value;
  return (
    <Answered query={useQuery(modelsQuery(store))} about={t("section.model")}>
      {({ items, usual }) => (
        <>
          <Labelled
            label={t("setting.model")}
            help={t("model.usual.is", { name: usual === "quote" ? t("model.quote") : usual })}
          >
            {(attributes) => (
              <select
                {...attributes}
                value={model ?? ""}
                onChange={(event) => editing.set({ model: event.target.value || null })}
              >
                <option value="">{t("model.usual")}</option>
                {items.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name === "quote" ? t("model.quote") : one.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Check
            label={t("setting.falls_back")}
            checked={falls_back}
            onChange={(event) => editing.set({ falls_back: event.target.checked })}
          />
        </>
      )}
    </Answered>
  );
}

interface ChoiceProps {
  name: "length" | "kept_answers" | "unsupported";
  options: readonly string[];
  editing: Editing;
}

function Choice({ name, options, editing }: ChoiceProps) {
  const { t } = useTranslation("assistant");
  return (
    <Labelled label={t(`setting.${name}`)}>
      {(attributes) => (
        <select
          {...attributes}
          value={editing.value[name]}
          onChange={(event) => editing.set({ [name]: event.target.value } as Partial<Settings>)}
        >
          {options.map((one) => (
            <option key={one} value={one}>
              {t(`${name}.${one}`)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
