import type { Settings } from "./settings";
import { STYLE } from "./style";
import { isRightToLeft } from "./words";

type Children = (Node | string)[];

/** Nothing is ever parsed from text, so trusted types are content. */
function filled<E extends Element>(
  element: E,
  given: Record<string, string>,
  children: Children,
): E {
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** An element with its attributes. */
export const make = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  given: Record<string, string>,
  ...children: Children
): HTMLElementTagNameMap[T] => filled(document.createElement(tag), given, children);

const drawing = (tag: string, given: Record<string, string>, ...children: Children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), given, children);

export const icon = (shape: string): Element =>
  drawing("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, drawing("path", { d: shape }));

const GROUND = { light: ["#fff", "#132124"], dark: ["#141d1f", "#e9efef"] };

/** Dark follows the shopper only where the store's page itself declares that it does. */
export function isDark({ mode }: Settings): boolean {
  if (mode !== "auto") return mode === "dark";
  const declared = getComputedStyle(document.documentElement).colorScheme;
  return /dark/.test(declared) && matchMedia("(prefers-color-scheme: dark)").matches;
}

function variables(settings: Settings): Record<string, string> {
  const dark = isDark(settings);
  const colours = dark ? settings.dark : settings.colours;
  const [ground, ink] = GROUND[dark ? "dark" : "light"] as [string, string];
  const [x, y] = settings.offset;
  const brand = colours["--aw-brand"] ?? (dark ? "#2b7489" : "#1f5a6b");
  return {
    brand,
    on: colours["--aw-on-brand"] ?? "#fff",
    edge: colours["--aw-brand-edge"] ?? brand,
    ring: colours["--aw-brand-text"] ?? ink,
    ground,
    ink,
    z: String(settings.layer),
    x: `${x}px`,
    y: `${y}px`,
    r: `${settings.radius}px`,
    font: settings.font,
  };
}

/** Adds rules to a shadow root. */
export function dress(root: ShadowRoot, style: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets.push(sheet);
}

export interface Shell {
  host: HTMLElement;
  box: HTMLElement;
  /** Puts on the store's look; the first time and again when its settings have come. */
  wear(settings: Settings): void;
}

/** The element of the page that everything stands in: outside of the body, which navigation may replace. */
export function createShell(): Shell {
  const host = document.createElement("aisle-widget");
  const root = host.attachShadow({ mode: "open" });
  dress(root, STYLE);
  const box = make("div", {});
  root.append(box);

  function wear(settings: Settings): void {
    for (const [name, value] of Object.entries(variables(settings)))
      host.style.setProperty(`--${name}`, value);
    box.dir = isRightToLeft(settings.language) ? "rtl" : "ltr";
    box.lang = settings.language;
    box.classList.toggle("s", settings.atStart);
    box.classList.toggle("still", settings.still);
  }

  document.documentElement.append(host);
  return { host, box, wear };
}
