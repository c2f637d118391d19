/** Answers on the assistant, whose shapes the OpenAPI document does not say yet (web/assistant.py). */
export interface Settings {
  tone: string;
  words: string;
  length: "short" | "medium" | "long";
  languages: readonly string[];
  unsupported: "drop" | "mark" | "ask";
  model: string | null;
  falls_back: boolean;
  kept_answers: "off" | "exact" | "semantic";
  refuses: readonly string[];
  refusal: string;
  avoids: readonly string[];
  least_evidence: number;
  source_weights: Readonly<Record<string, number>>;
}

export type Name = keyof Settings;
export type Edits = Partial<Settings>;

export interface Shown {
  name: string;
  draft: Settings;
  changed_at: string | null;
  differs: readonly Name[];
  revision: number;
  live: { number: number; settings: Settings };
}

export interface Release {
  number: number;
  live: boolean;
  settings: Settings;
  restores: number | null;
  note: string;
  created_at: string;
  created_by: string;
}

export interface Difference {
  name: Name;
  before: unknown;
  after: unknown;
  words?: readonly { op: string; text: string }[];
}

export interface Tone {
  tone: string;
  words: string;
  example: string;
}

export type Which = "draft" | "live";
