/** What the form says of a single sign-on, as the API takes it. */
import type { Connection, Wanted } from "../api";

/** A line of the form: whoever is in the group gets the role. */
export interface RuleLine {
  /** For React; groups can stand twice while one types. */
  key: string;
  group: string;
  /** Name of a usual role, or the id of one's own. */
  role: string;
  /** Id of a store; empty: everywhere. */
  store: string;
}

export interface Said {
  kind: Connection["kind"];
  /** Values of the fields by their names. */
  fields: Readonly<Record<string, string>>;
  rules: readonly RuleLine[];
  /** Ids of the organization's own roles. */
  own: ReadonlySet<string>;
}

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Certificates in a text that holds one after another. */
export const certificatesIn = (text: string): string[] => text.match(PEM) ?? [];

export function wantedConnection({ kind, fields, rules, own }: Said): Wanted {
  const field = (name: string) => (fields[name] ?? "").trim();
  return {
    kind,
    name: field("name"),
    issuer: field("issuer"),
    client_id: field("client_id"),
    client_secret: field("client_secret") || null,
    metadata: field("metadata") || null,
    entity_id: field("entity_id"),
    sso_url: field("sso_url"),
    certificates: certificatesIn(field("certificates")),
    takes_unasked: fields.takes_unasked === "on",
    email_attribute: field("email_attribute") || "email",
    name_attribute: field("name_attribute") || "name",
    roles: {
      groups_attribute: field("groups_attribute") || "groups",
      default_role: field("default_role") || null,
      rules: rules.filter((one) => one.group.trim()).map((one) => ruleOf(one, own)),
    },
  };
}

function ruleOf(one: RuleLine, own: ReadonlySet<string>) {
  return {
    group: one.group.trim(),
    ...(own.has(one.role) ? { role_id: one.role } : { role: one.role }),
    ...(one.store && { store_id: one.store }),
  };
}

export const linesOf = (of: Connection | undefined): readonly RuleLine[] =>
  (of?.roles.rules ?? []).map((one) => ({
    key: crypto.randomUUID(),
    group: one.group,
    role: one.role_id ?? one.role ?? "",
    store: one.store_id ?? "",
  }));

/** What the form changes, as text: two that read the same were not changed between. */
export const readingOf = ({ enabled, required, domains, has_secret, ...settings }: Connection) =>
  JSON.stringify(settings);
