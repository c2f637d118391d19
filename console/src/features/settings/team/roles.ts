/** What a change of roles means, and how roles are named in a choice. */
import type { Given, Role } from "./api";

/** A role in a choice: the name of a usual one, or the id of one's own. */
export const choiceOf = (role: Pick<Role, "id" | "name">): string => role.id ?? role.name;

export const choiceOfGiven = (given: Given): string => given.role_id ?? given.role ?? "";

/** A choice as the API takes it. store: slug; empty for the whole organization. */
export const bodyOf = (value: string, store: string, roles: readonly Role[]) => {
  const own = roles.some((one) => one.id === value);
  return { ...(own ? { role_id: value } : { role: value }), ...(store && { store }) };
};

/** What somebody gains and loses by another role. */
export function difference(
  before: readonly string[],
  after: readonly string[],
): { gained: readonly string[]; lost: readonly string[] } {
  return {
    gained: after.filter((one) => !before.includes(one)),
    lost: before.filter((one) => !after.includes(one)),
  };
}

/** Addresses as people write them into one field: apart by commas, semicolons or white space. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,;]+/).filter(Boolean)),
];
