/** Answers on a store's first page (web/home.py). */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

export type Numbers = Schemas["HomeNumbers"];
export type Day = Schemas["DayNumbers"];
export type Need = Schemas["Need"];
export type Share = Numbers["answered"];

/** An entry of the audit log, of which this page shows when and what. */
export interface Change {
  at: string;
  action: string;
  /** What it was done to. */
  object_id: string | null;
}

export type HomePage = Omit<Schemas["HomePage"], "changes"> & {
  /** null where the caller may not see them. */
  changes: readonly Change[] | null;
};

export type Period = "1d" | "7d" | "28d";

/** Whether there is anything to answer from. */
export interface Beginnings {
  products: number;
  documents: number;
}
