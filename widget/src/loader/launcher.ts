import { freeHeight } from "./corner";
import { icon, make, type Shell } from "./elements";
import type { Settings } from "./settings";

const BUBBLE =
  "M3.5 5.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-4 3.5v-3.5a1.5 1.5 0 0 1-1.5-1.5z";
const LOOK_AFTER_MS = 300;

/** The launcher: a button with words, and a dot with the number of unread replies. */
export function createLauncher({ host, box }: Shell, press: () => void, intent: () => void) {
  const text = make("span", {});
  const dot = make("span", { class: "d" });
  const button = make(
    "button",
    { type: "button", class: "l", "aria-expanded": "false", "aria-controls": "aisle-panel" },
    icon(BUBBLE),
    text,
    dot,
  );
  let settings: Settings;
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.onclick = press;
  // A finger enters, too, at the moment when it touches.
  for (const sign of ["pointerenter", "focus"])
    button.addEventListener(sign, intent, { once: true });
  box.append(button);

  function stepAside(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const up = freeHeight(button, host, settings.offset[1]);
      host.style.setProperty("--up", `${up}px`);
    }, LOOK_AFTER_MS);
  }

  return {
    button,
    stepAside,
    wear(next: Settings) {
      settings = next;
      text.textContent = next.label;
      button.hidden = next.noLauncher;
      host.style.setProperty("--up", `${next.offset[1]}px`);
      stepAside();
    },
    unread(count: number) {
      dot.hidden = !count;
      dot.textContent = String(count);
      const { unread } = settings.words;
      dot.setAttribute("aria-label", `${unread}: ${count}`);
    },
    /** Says that the panel could not be fetched; the next press tries again. */
    failed({ words }: Settings) {
      text.textContent = words.failed;
    },
    stop: () => clearTimeout(timer),
  };
}
