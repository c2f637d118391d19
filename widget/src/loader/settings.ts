import { type Words, words } from "./words";

/** The snippet's own attributes and the store's settings, as the launcher needs them. */
export interface Settings {
  host: string;
  store: string;
  key: string;
  label: string;
  words: Words;
  title: string;
  language: string;
  atStart: boolean;
  offset: [number, number];
  layer: number;
  hidden: string[];
  colours: Record<string, string>;
  dark: Record<string, string>;
  mode: string;
  font: string;
  radius: number;
  still: boolean;
  asksConsent: boolean;
  days: number;
  noLauncher: boolean;
  nudge: Nudge | null;
  suggestions: Suggestions[];
  /** A signed link to a draft: its look is shown in place of the live one. */
  preview: string;
}

export interface Nudge {
  text: string;
  after_seconds: number;
  paths: string[];
  event: string | null;
}

export interface Suggestions {
  paths: string[];
  texts: string[];
}

/** What the server may say: see the reference of GET /api/v1/widget/config. */
export interface Config {
  store?: { name: string; language: string };
  languages?: string[];
  launcher?: {
    label?: string | null;
    position?: string;
    offset_x?: number;
    offset_y?: number;
    z_index?: number;
    hidden_paths?: string[];
  };
  theme?: {
    mode?: string;
    light?: Record<string, string>;
    dark?: Record<string, string>;
    font?: string | null;
    radius?: number;
    animation?: boolean;
  };
  title?: string | null;
  suggestions?: Suggestions[];
  nudge?: Nudge | null;
  consent?: { required?: boolean };
  retention_days?: number;
}

const COLOUR = /^#[0-9a-f]{6}$/i;
const list = (text = "") => text.split(/[\s,]+/).filter(Boolean);

/** The page's own language if the store offers it, else the shopper's, else the store's first. */
function languageOf(own: string | undefined, offered: string[] = []): string {
  if (own) return own;
  const wanted = [document.documentElement.lang, ...navigator.languages].filter(Boolean);
  const short = (language: string) => language.toLowerCase().split("-")[0];
  const speaks = (one: string) => offered.some((other) => short(other) === short(one));
  const first = offered[0] ?? "en";
  return (offered.length > 0 ? wanted.find(speaks) : wanted[0]) ?? first;
}

const colour = (given: string | undefined) => (given && COLOUR.test(given) ? given : undefined);

/**
 * White or black, whichever is read better on a colour written as #rrggbb: one of them always reaches 4.5. The power of 2.2
 * is shorter than the exact curve, and near enough to it.
 */
export function textOn(brand: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(brand.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
}

/** A colour that the snippet names stands above the store's: while consent is awaited there is no other. */
function ownColours({ color, onColor }: DOMStringMap): Record<string, string> {
  const brand = colour(color);
  if (!brand) return {};
  const on = colour(onColor) ?? textOn(brand);
  return { "--aw-brand": brand, "--aw-brand-edge": brand, "--aw-on-brand": on };
}

/** Merges the snippet's attributes over the store's settings. */
export function readSettings(script: HTMLScriptElement, config: Config = {}): Settings {
  const own = script.dataset;
  const { launcher = {}, theme = {} } = config;
  const language = languageOf(own.language, config.languages);
  const table = words(language);
  const label = own.label ?? launcher.label ?? table.label;
  const [x, y] = list(own.offset).map(Number);
  const chosen = ownColours(own);
  return {
    host: new URL(script.src).origin,
    store: own.store ?? "",
    key: own.key ?? "",
    label,
    words: table,
    title: config.title ?? label,
    language,
    atStart: (own.position ?? launcher.position) === "start",
    offset: [x ?? launcher.offset_x ?? 20, y ?? launcher.offset_y ?? 20],
    layer: Number(own.z ?? launcher.z_index ?? 900),
    hidden: own.hide ? list(own.hide) : (launcher.hidden_paths ?? []),
    colours: { ...theme.light, ...chosen },
    dark: { ...theme.dark, ...chosen },
    mode: own.mode ?? theme.mode ?? "light",
    font: theme.font ?? "",
    radius: theme.radius ?? 16,
    still: theme.animation === false,
    asksConsent: (own.consent ?? (config.consent?.required && "required")) === "required",
    days: config.retention_days ?? 30,
    noLauncher: own.launcher === "none",
    nudge: (own.nudge !== "none" && config.nudge) || null,
    suggestions: config.suggestions ?? [],
    preview: own.preview ?? "",
  };
}
