import type { Core, PanelSide } from "../loader/core";
import { createConversing } from "./conversing";
import { createMemory } from "./memory";
import { createPanel } from "./panel";

/** The page's half of the panel: the dialog, what is remembered, and what is said with the frame. */
export function createPanelSide(core: Core): PanelSide {
  const { store, days } = core.settings();
  const memory = createMemory(store, core.consent, days);
  const off = new AbortController();
  const panel = createPanel(core.box, {
    settings: core.settings,
    seat: core.seat,
    loaded: (frame) => talk.connect(frame),
    shown(open, hadFocus) {
      memory.tab("open", open ? "1" : "");
      core.shown(open, hadFocus);
      talk.shown();
    },
  });
  const talk = createConversing(core, memory, panel);
  addEventListener("storage", talk.storageChanged, { signal: off.signal });
  return {
    ...panel,
    ask: talk.ask,
    tellPage: talk.tellPage,
    listens: talk.listens,
    identify: talk.identify,
    consented: talk.consented,
    destroy() {
      panel.destroy();
      talk.stop();
      off.abort();
    },
  };
}
