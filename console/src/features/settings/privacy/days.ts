/** How long chats and traces are kept, as the form says it. */
import type { OwnDays, Retention } from "./api";

/** Days as they were typed; null: as the installation says. undefined: not a number of days. */
export function daysIn(text: string, longest: number): number | null | undefined {
  if (!text.trim()) return null;
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= longest ? days : undefined;
}

/** Whether something would be kept for fewer days than now, so that what is older is erased. */
export const isShorter = (kept: Retention, wanted: OwnDays, name: keyof OwnDays): boolean =>
  (wanted[name] ?? kept.installation[name]) < kept.in_force[name];
