/** How answers are shown, as the API's document says it. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Message = Schemas["Message"];
/** A piece of an answer. id: of a paragraph that grows. */
export type Part = Schemas["MessagePart"] & { id?: string };
export type Citation = Schemas["Citation"];
export type Product = Schemas["ProductCard"];
export type Comparison = Schemas["Comparison"];
export type Trace = Schemas["AnswerTrace"];
export type Step = Schemas["TraceStep"];
export type Passage = Schemas["TracePassage"];
export type Claim = Schemas["TraceClaim"];

/** An answer as it stands, whole or growing. */
export interface Answer {
  /** Of the message, once it is kept. */
  id: string | undefined;
  /** Whether nothing was found that answers. */
  abstained: boolean | undefined;
  parts: readonly Part[];
  /** What is being done, while nothing is written yet. */
  status: string | undefined;
  /** What was done before it was written. */
  checked: string | undefined;
  state: "growing" | "whole" | "stopped" | "failed";
  /** Why it failed. */
  fault: string | undefined;
}
