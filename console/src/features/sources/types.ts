/** Answers on sources (web/source_models.py). */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

export type Source = Schemas["ListedSource"];
export type Run = Schemas["SyncRun"];
export type RunState = Schemas["RunState"];
export type Counted = Schemas["RunCounts"];
export type FollowedRun = Schemas["FollowedRun"];
export type Cause = Schemas["ProblemCause"];
export type Kind = Schemas["SourceKind"];
export type Detected = Schemas["DetectedKind"];
export type Tried = Schemas["TriedSource"];
export type Sample = Schemas["TriedSample"]["items"][number];

/** A JSON Schema, as far as forms are drawn of it. */
export interface Schema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  /** null: none of them. */
  enum?: readonly (string | null)[];
  format?: string;
  writeOnly?: boolean;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  examples?: readonly unknown[];
  $ref?: string;
  $defs?: Readonly<Record<string, Schema>>;
}
