import { useTranslation } from "react-i18next";
import { Check, Field, Labelled } from "../../ui/Field";
import { type Kind, PLACES, type Place, type Said } from "./kinds";

interface Props {
  said: Said;
  fault: string | undefined;
  onChange: (some: Partial<Said>) => void;
}

const LONGEST = 500;
const LONGEST_DESCRIPTION = 200_000;
const TAKES_NOTHING: readonly Kind[] = ["hide", "show", "take_back"];
const HELP: Partial<Record<Kind, string>> = {
  add_tags: "own.tags",
  remove_tags: "own.tags",
  category: "own.category",
  replace: "bulk.blanks",
  add_words: "bulk.blanks",
};
const FIRST: Partial<Record<Kind, string>> = { replace: "bulk.search", add_words: "bulk.ahead" };
const SECOND: Partial<Record<Kind, string>> = { replace: "bulk.instead", add_words: "bulk.behind" };

/** The controls that one kind of edit takes. */
export function BulkValues({ said, fault, onChange }: Props) {
  const { t } = useTranslation("catalogue");
  const { kind } = said;
  if (TAKES_NOTHING.includes(kind)) return fault ? <span className="fault">{fault}</span> : null;
  const second = SECOND[kind];
  return (
    <>
      {second && <Where said={said} onChange={onChange} />}
      {kind === "attribute" && (
        <Field
          label={t("attribute.name")}
          value={said.other}
          maxLength={180}
          fault={fault}
          onChange={(event) => onChange({ other: event.target.value })}
        />
      )}
      <First said={said} fault={kind === "attribute" ? undefined : fault} onChange={onChange} />
      {second && (
        <Field
          label={t(second)}
          value={said.other}
          maxLength={LONGEST}
          dir="auto"
          onChange={(event) => onChange({ other: event.target.value })}
        />
      )}
      {kind === "replace" && (
        <Check
          label={t("bulk.any-case")}
          checked={said.anyCase}
          onChange={(event) => onChange({ anyCase: event.target.checked })}
        />
      )}
    </>
  );
}

function First({ said: { kind, text }, fault, onChange }: Props) {
  const { t } = useTranslation("catalogue");
  const long = kind === "description";
  return (
    <Labelled
      label={t(FIRST[kind] ?? "bulk.value")}
      help={HELP[kind] && t(HELP[kind])}
      fault={fault}
    >
      {(attributes) => {
        const props = {
          ...attributes,
          value: text,
          dir: "auto" as const,
          onChange: (event: { target: { value: string } }) =>
            onChange({ text: event.target.value }),
        };
        return long ? (
          <textarea rows={6} maxLength={LONGEST_DESCRIPTION} {...props} />
        ) : (
          <input maxLength={LONGEST} {...props} />
        );
      }}
    </Labelled>
  );
}

function Where({ said, onChange }: Omit<Props, "fault">) {
  const { t } = useTranslation("catalogue");
  return (
    <Choice
      label={t("bulk.where")}
      value={said.place}
      options={(Object.keys(PLACES) as Place[]).map((one) => [one, t(`bulk.where.${one}`)])}
      onChange={(place) => onChange({ place })}
    />
  );
}

interface ChoiceProps<Name extends string> {
  label: string;
  value: Name;
  options: readonly (readonly [Name, string])[];
  onChange: (name: Name) => void;
}

/** One of some, by its name. */
export function Choice<Name extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceProps<Name>) {
  return (
    <Labelled label={label}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => onChange(event.target.value as Name)}
        >
          {options.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
