/** The parts of the settings, in order. A new one is one line here and one in index.ts. */
export interface Section {
  /** Message and last part of the path. */
  name: string;
  /** One of these in the store that is looked at is enough. */
  rights?: readonly string[];
  /** Or one of these in the whole organization. */
  wide?: readonly string[];
}

export const SECTIONS: readonly Section[] = [
  { name: "team", rights: ["members.read"] },
  { name: "roles", rights: ["members.read"] },
  { name: "keys", rights: ["keys.read"] },
  { name: "security", rights: ["keys.read"], wide: ["organization.read", "sign_on.write"] },
  { name: "models", rights: ["models.read"] },
  { name: "usage", rights: ["usage.read"] },
  { name: "privacy", rights: ["shoppers.erase", "stores.write"] },
  { name: "audit", rights: ["audit.read"] },
  { name: "organization", rights: ["stores.write"], wide: ["organization.read"] },
];

type May = (action: string) => boolean;

/** Whether somebody sees a part at all. */
export const isSeen = (section: Section, may: May, mayWidely: May): boolean =>
  !!section.rights?.some(may) || !!section.wide?.some(mayWidely);
