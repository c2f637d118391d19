import type { Settings } from "./settings";
import { STYLE } from "./style";
import { isRightToLeft } from "./words";

type Children = (Node | string)[];

/** An element with its attributes. Nothing is ever parsed from text, so trusted types are content. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  given: Record<string, string>,
  ...children: Children
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(shape: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shape);
  svg.append(path);
  return svg;
}

const GROUND = { light: ["#fff", "#132124", "#dfe5e6"], dark: ["#141d1f", "#e9efef", "#344043"] };

/** Dark follows the shopper only where the store's page itself declares that it does. */
export function isDark({ mode }: Settings): boolean {
  if (mode !== "auto") return mode === "dark";
  const declared = getComputedStyle(document.documentElement).colorScheme;
  return /dark/.test(declared) && matchMedia("(prefers-color-scheme: dark)").matches;
}

function variables(settings: Settings): Record<string, string> {
  const dark = isDark(settings);
  const colours = dark ? settings.dark : settings.colours;
  const [ground, ink, line] = GROUND[dark ? "dark" : "light"] as [string, string, string];
  const [x, y] = settings.offset;
  const brand = colours["--aw-brand"] ?? (dark ? "#2b7489" : "#1f5a6b");
  return {
    brand,
    on: colours["--aw-on-brand"] ?? "#fff",
    edge: colours["--aw-brand-edge"] ?? brand,
    ring: colours["--aw-brand-text"] ?? ink,
    ground,
    ink,
    line,
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
