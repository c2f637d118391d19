/** Answers on sources, whose shapes the OpenAPI document does not say yet (web/source_shapes.py). */
export interface Source {
  id: string;
  kind: string;
  name: string;
  options: Readonly<Record<string, unknown>>;
  resources: readonly string[];
  schedule: string | null;
  state: "active" | "paused" | "broken" | "removed";
  health: {
    state: "new" | "well" | "late" | "failing";
    code: string | null;
    detail: string | null;
    since: string | null;
    rests_until: string | null;
  };
  next_sync_at: string | null;
  created_at: string;
}

export type RunState =
  | "queued"
  | "running"
  | "paused"
  | "staged"
  | "going_live"
  | "live"
  | "waiting"
  | "refused"
  | "failed"
  | "stopped";

export interface Counted {
  read: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  problems: number;
}

export interface Run {
  id: string;
  source_id: string;
  mode: string;
  cause: string;
  state: RunState;
  stage: string | null;
  asked: string | null;
  counts: Readonly<Record<string, Counted>>;
  code: string | null;
  detail: string | null;
  job_id: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface Progress {
  records: number;
  total: number | null;
  per_second: number | null;
  seconds_left: number | null;
  parts: readonly {
    resource: string;
    stage: string;
    records: number;
    total: number | null;
    last_items: readonly string[];
    code: string | null;
    detail: string | null;
  }[];
}

export interface FollowedRun extends Run {
  progress: Progress;
  difference: {
    records?: Readonly<Record<string, Readonly<Record<string, number>>>>;
    reasons?: readonly string[];
    questions_lost?: readonly string[];
  } | null;
}

export interface Cause {
  resource: string;
  code: string;
  field: string;
  action: string;
  reason: string;
  count: number;
  example: string | null;
}

export interface Schema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: readonly string[];
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

export interface Kind {
  kind: string;
  title: string;
  summary: string;
  resources: Readonly<Record<string, unknown>>;
  form: { options: Schema; credentials: Schema };
}

export interface Detected {
  kind: string;
  certainty: number;
  options: Readonly<Record<string, unknown>>;
  evidence: string;
}

export interface Tried {
  shop: string | null;
  currency: string | null;
  counts: Readonly<Record<string, number>>;
  missing: Readonly<Record<string, string>>;
  warnings: readonly string[];
  samples: Readonly<
    Record<
      string,
      {
        items: readonly Sample[];
        problems: readonly unknown[];
        code: string | null;
        detail: string | null;
      }
    >
  >;
}

export type Sample = Readonly<Record<string, unknown>>;
