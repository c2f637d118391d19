/** Changes that the server has not yet, on this device: they outlive a reload and a closed window. */
import type { Changes } from "./api";

export interface Kept {
  changes: Changes;
  /** The draft that they began from. */
  revision: number;
}

export const keptName = (person: string, store: string) => `aisle.draft.${person}.${store}.widget`;

export function readKept(name: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keep changes; none at all leave nothing behind. */
export function writeKept(name: string, kept: Kept): void {
  try {
    if (Object.keys(kept.changes).length) localStorage.setItem(name, JSON.stringify(kept));
    else localStorage.removeItem(name);
  } catch {
    // Without storage they live in the page alone.
  }
}
