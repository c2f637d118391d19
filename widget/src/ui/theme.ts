import type { StoreLook } from "../api/types";
import type { Store } from "../state/storage";

type Brand = StoreLook["brand"];
export type Mode = "auto" | "light" | "dark";
export const MODES: Mode[] = ["auto", "light", "dark"];

const NAME = /^--aw-[a-z-]+$/;
const COLOUR = /^#[0-9a-f]{3,8}$/i;

const dark = () => matchMedia("(prefers-color-scheme: dark)");

/** Only colours, and only the widget's own names: a theme can not reach anything else. */
function paint(style: CSSStyleDeclaration, colours: Record<string, string>): void {
  for (const [name, colour] of Object.entries(colours)) {
    if (NAME.test(name) && COLOUR.test(colour)) style.setProperty(name, colour);
  }
}

function clear(style: CSSStyleDeclaration, brand: Brand): void {
  for (const name of Object.keys({ ...brand.light, ...brand.dark })) style.removeProperty(name);
}

/** Holds the page's colours: the shopper's choice of mode, and the shop's brand in that mode. */
/** `isDark`: what the mode "auto" follows; in a frame, the page around it. */
export function createTheme(
  store: Store,
  isDark = () => dark().matches,
  page = document.documentElement,
) {
  let brand: Brand = {};

  const mode = (): Mode => store.read<Mode>("theme") ?? "auto";

  function show(): void {
    const wanted = mode();
    const shown = wanted === "auto" ? (isDark() ? "dark" : "light") : wanted;
    page.dataset.mode = shown;
    clear(page.style, brand);
    paint(page.style, brand[shown] ?? {});
  }

  return {
    mode,
    start(): void {
      show();
      dark().addEventListener("change", show);
    },
    choose(wanted: Mode): void {
      store.write("theme", wanted, 365);
      show();
    },
    wear(next: Brand | null): void {
      clear(page.style, brand);
      brand = next ?? {};
      show();
    },
  };
}

export type Theme = ReturnType<typeof createTheme>;
