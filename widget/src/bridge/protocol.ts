/**
 * What the loader on the shop's page and the frame say to each other. Both halves are built from this file.
 *
 * The frame has no origin of its own, so a message to it can name none. The loader therefore sends one
 * message to the frame's window, which carries a port and nothing else. The frame takes it only from its
 * parent and from an origin that the store lists, and answers through the port with the word that stood
 * in its own address. Only then does the loader send anything of the shopper's.
 */
export const CONNECT = "aisle:connect:1";

type Kind = "string" | "string?" | "number" | "boolean" | "object";
type Spec = Record<string, Record<string, Kind>>;

interface Values {
  string: string;
  "string?": string | null;
  number: number;
  boolean: boolean;
  object: Record<string, unknown>;
}

type MessageOf<S extends Spec> = {
  [T in keyof S]: { type: T } & { [F in keyof S[T]]: Values[S[T][F]] };
}[keyof S];

/** From the loader to the frame. */
export const TO_FRAME = {
  welcome: {
    entries: "object",
    language: "string",
    font: "string",
    still: "boolean",

    isDark: "boolean",
    canHear: "boolean",
  },
  shown: { open: "boolean", modal: "boolean" },
  page: { path: "string", suggestions: "object", basket: "object" },
  listens: { names: "object" },
  kept: { name: "string", value: "string?" },
  consent: { state: "string" },
  ask: { text: "string" },
  identify: { token: "string?" },
  reply: { id: "number", ok: "boolean", value: "object" },
  heard: { text: "string", state: "string" },
} as const satisfies Spec;

/** From the frame to the loader. */
export const TO_PAGE = {
  ready: { word: "string" },
  keep: { name: "string", value: "string?" },
  /** In which words, and which language, the shopper was told what they agree to. */
  session: { id: "number", words: "string", language: "string" },
  event: { id: "number", name: "string", detail: "object" },
  hear: { on: "boolean", language: "string" },
  unread: { count: "number" },
  agreed: {},
  minimise: {},
} as const satisfies Spec;

export type ToFrame = MessageOf<typeof TO_FRAME>;
export type ToPage = MessageOf<typeof TO_PAGE>;

const fits = (value: unknown, kind: Kind): boolean =>
  kind === "string?"
    ? value === null || typeof value === "string"
    : typeof value === kind && value !== null;

/** Whether data is a message of these kinds, with every field it must have. Anything else is dropped unread. */
export function isMessage<S extends Spec>(spec: S, data: unknown): data is MessageOf<S> {
  const message = Object(data) as Record<string, unknown>;
  const type = message.type;
  if (typeof type !== "string" || !Object.hasOwn(spec, type)) return false;
  const fields = Object.entries(spec[type] ?? {});
  return fields.every(([name, kind]) => fits(message[name], kind));
}
