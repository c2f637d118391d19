import { useTranslation } from "react-i18next";
import { Check, Field, Labelled } from "../../ui/Field";
import type { Schema } from "./types";
import { useKindWords } from "./useKindWords";

interface Props {
  /** Whose form it is. */
  kind: string;
  /** Where its values belong: "options" or "credentials"; begins the names of fields, as the API says faults. */
  part: string;
  schema: Schema;
  given: Readonly<Record<string, unknown>>;
  fault: (field: string) => string | undefined;
}

/** The controls that a JSON Schema asks for: what is required, and the rest behind "More". */
export function FormFields({ kind, part, schema, given, fault }: Props) {
  const { t } = useTranslation("sources");
  const all = Object.entries(schema.properties ?? {});
  const isFirst = ([name]: [string, Schema]) => schema.required?.includes(name) || name in given;
  const [first, rest] = [all.filter(isFirst), all.filter((pair) => !isFirst(pair))];
  const draw = ([name, one]: [string, Schema]) => (
    <Control
      key={name}
      kind={kind}
      name={`${part}.${name}`}
      schema={meant(one, schema)}
      given={given[name]}
      required={!!schema.required?.includes(name)}
      fault={fault(`${part}.${name}`)}
    />
  );
  return (
    <>
      {first.map(draw)}
      {rest.length > 0 && (
        <details className="more-fields">
          <summary>{t(`more.${part}`, { count: rest.length })}</summary>
          {rest.map(draw)}
        </details>
      )}
    </>
  );
}

interface ControlProps {
  kind: string;
  name: string;
  schema: Schema;
  given: unknown;
  required: boolean;
  fault: string | undefined;
}

function Control({ kind, name, schema, given, required, fault }: ControlProps) {
  const words = useKindWords();
  const start = given ?? schema.default;
  const common = {
    label: words.label(kind, name, schema),
    help: words.help(kind, name, schema),
    fault,
    name,
    required,
  };
  if (schema.type === "boolean")
    return <Check {...common} required={false} defaultChecked={start === true} />;
  if (schema.enum)
    return (
      <Labelled {...common}>
        {(attributes) => (
          <select {...attributes} name={name} defaultValue={String(start ?? "")}>
            {schema.enum?.map((one) => (
              <option key={one} value={one ?? ""}>
                {one && words.choice(kind, name, one)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    );
  if (schema.type === "array" || schema.type === "object")
    return (
      <Labelled {...common}>
        {(attributes) => (
          <textarea
            {...attributes}
            name={name}
            rows={3}
            defaultValue={asText(schema, start)}
            spellCheck={false}
          />
        )}
      </Labelled>
    );
  return (
    <Field {...common} {...inputOf(schema)} defaultValue={start == null ? "" : String(start)} />
  );
}

function inputOf(schema: Schema) {
  if (schema.format === "password" || schema.writeOnly)
    return { type: "password", autoComplete: "off" } as const;
  if (schema.type === "integer" || schema.type === "number")
    return {
      type: "number",
      min: schema.minimum,
      max: schema.maximum,
      step: schema.type === "integer" ? 1 : "any",
    } as const;
  return { type: "text", maxLength: schema.maxLength } as const;
}

/** Follow references and leave "or null" out. */
function meant(schema: Schema, whole: Schema): Schema {
  const found = schema.$ref ? whole.$defs?.[schema.$ref.split("/").pop() ?? ""] : undefined;
  const either = schema.anyOf?.find((one) => one.type !== "null");
  const inner = found ?? (either && meant(either, whole));
  return inner ? { ...inner, ...schema, title: schema.title ?? inner.title ?? "" } : schema;
}

const ofLines = (schema: Schema) => schema.type === "array" && schema.items?.type === "string";

function asText(schema: Schema, value: unknown): string {
  if (value == null) return "";
  return ofLines(schema) ? (value as string[]).join("\n") : JSON.stringify(value, null, 2);
}

/** Return what was filled in, as the schema wants it; what was left empty is left out. */
export function valuesOf(
  part: string,
  schema: Schema,
  fields: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const pairs = Object.entries(schema.properties ?? {}).flatMap(([name, raw]) => {
    const one = meant(raw, schema);
    const typed = fields[`${part}.${name}`];
    if (one.type === "boolean") return [[name, typed !== undefined] as const];
    return typed ? [[name, read(one, typed)] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function read(schema: Schema, typed: string): unknown {
  if (schema.type === "integer" || schema.type === "number") return Number(typed);
  if (ofLines(schema))
    return typed
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  if (schema.type === "array" || schema.type === "object") return parsed(typed);
  return typed;
}

/** What is no JSON is sent as it is: the API says what it expected, by the field. */
function parsed(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}
