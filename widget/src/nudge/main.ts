import { matchesPath } from "../bridge/paths";
import { dress, isDark, make } from "../loader/elements";
import type { Nudge, Settings } from "../loader/settings";
import { createMemory } from "../panel/memory";
import { panelWords } from "../panel/words";
import { STYLE } from "./style";

const SILENT_DAYS = 30;
const DAY_MS = 86_400_000;

/** In a preview nobody waits for the line, and no page is the wrong one. */
export function ruleOf({ nudge, preview }: Settings): Nudge | null {
  return nudge && preview ? { ...nudge, after_seconds: 0, paths: [], event: null } : nudge;
}

export interface Hooks {
  box: HTMLElement;
  settings(): Settings;
  consent(): "given" | "asked" | "refused";
  /** Nothing stands in its way: the panel is closed, this is no phone, and the page may show a launcher. */
  isFree(): boolean;
  press(): void;
}

/** One short line beside the launcher, by the merchant's rule: once a visit, and never for 30 days after it was closed. */
export function createNudge({ box, settings, consent, isFree, press }: Hooks) {
  const memory = createMemory(settings().store, consent, SILENT_DAYS);
  const line = make("div", { class: "n", role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasSeen = memory.tab("nudged") !== null;
  line.hidden = true;
  dress(box.getRootNode() as ShadowRoot, STYLE);
  box.append(line);

  const isSilent = () => Number(memory.read("nudge")) > Date.now();
  const hide = () => {
    line.hidden = true;
  };

  function accept(): void {
    hide();
    press();
  }

  function silence(): void {
    hide();
    memory.write("nudge", String(Date.now() + SILENT_DAYS * DAY_MS));
  }

  function button(text: string, name: string, act: () => void): HTMLElement {
    const element = make("button", { type: "button", "aria-label": name }, text);
    element.onclick = act;
    return element;
  }

  function show({ text }: Nudge): void {
    if (isSilent() || wasSeen || !isFree()) return;
    wasSeen = true;
    memory.tab("nudged", "1");
    const { close } = panelWords(settings().language);
    line.style.setProperty("--line", isDark(settings()) ? "#344043" : "#dfe5e6");
    line.replaceChildren(button(text, text, accept), button("×", close, silence));
    line.hidden = false;
  }

  /** Looks at the rule for the page that is shown now, or for something that happened on it. */
  function look(event: string | null): void {
    const rule = ruleOf(settings());
    clearTimeout(timer);
    hide();
    if (!rule || rule.event !== event) return;
    // Without paths it is meant for every page.
    if (rule.paths.length > 0 && !matchesPath(rule.paths, location.pathname)) return;
    timer = setTimeout(() => show(rule), event ? 0 : rule.after_seconds * 1000);
  }

  return { look, stop: () => clearTimeout(timer) };
}
