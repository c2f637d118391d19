/** The parts of the settings, in order. A new one is one line here and one in index.ts. */
export interface Section {
  /** Message and last part of the path. */
  name: string;
  right: string;
}

export const SECTIONS: readonly Section[] = [
  { name: "team", right: "members.read" },
  { name: "roles", right: "members.read" },
  { name: "keys", right: "keys.read" },
  { name: "models", right: "models.read" },
  { name: "usage", right: "usage.read" },
  { name: "privacy", right: "shoppers.erase" },
  { name: "audit", right: "audit.read" },
];
