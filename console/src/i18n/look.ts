/** What people choose for this device: theme, language, single-key shortcuts. public/before.js reads it, too. */
export type Theme = "system" | "light" | "dark";

export interface Look {
  theme?: Theme;
  language?: string;
  /** Whether single keys do something; on unless switched off. */
  keys?: boolean;
}

const NAME = "aisle.look";

export function readLook(): Look {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "{}") as Look;
  } catch {
    return {};
  }
}

export function saveLook(change: Look): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...readLook(), ...change }));
  } catch {
    // Without storage it holds until the page is left.
  }
}

/** Show a theme from now on. system: as the device has it. */
export function setTheme(theme: Theme): void {
  saveLook({ theme });
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
