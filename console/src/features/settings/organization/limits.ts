/** Rate limits as a table shows them, and as the API takes them back. */
import type { Limit, Limits, Rules } from "./api";

export interface Line {
  name: string;
  /** What the installation lets through; none where the organization added the rule. */
  installation?: Limit | undefined;
  own?: Limit | undefined;
  /** What holds. */
  limit: Limit;
}

/** Every rule that holds, the installation's first. */
export function linesOf({ installation, own, in_force }: Limits): readonly Line[] {
  const names = [...new Set([...Object.keys(installation), ...Object.keys(in_force)])];
  return names.flatMap((name) => {
    const limit = in_force[name];
    return limit ? [{ name, installation: installation[name], own: own[name], limit }] : [];
  });
}

/** One's own rules with another one in the place of that name; undefined: without it. */
export function withRule(
  own: Limits["own"],
  name: string,
  rule: Partial<Limit> | undefined,
): Rules {
  const { [name]: _, ...others } = own;
  return rule ? { ...others, [name]: rule } : others;
}

/** What a form asks for is at least one and at most what the installation lets through. */
export function faultOf(text: string, most: number | undefined): "few" | "many" | undefined {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) return "few";
  return most !== undefined && value > most ? "many" : undefined;
}
