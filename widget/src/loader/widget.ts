import { matchesPath } from "../bridge/paths";
import { createListeners, type Handler, install } from "./commands";
import { loadConfig } from "./config";
import { type Consent, firstConsent, peek } from "./consent";
import type { Core, Page } from "./core";
import { createShell } from "./elements";
import { createSeat } from "./frame";
import { createLauncher } from "./launcher";
import { createLazyPanel } from "./lazy-panel";
import { watchAddress } from "./location";
import { fetchNudge } from "./pieces";
import { readSettings } from "./settings";

const PHONE = "(max-width: 520px), (max-height: 480px) and (pointer: coarse)";

/** Puts the widget on the page. */
export function start(script: HTMLScriptElement): void {
  let settings = readSettings(script);
  // A preview leaves nothing behind on the device of whoever looks at it.
  const { preview } = settings;
  let consent: Consent = preview ? "refused" : firstConsent(settings.store, settings.asksConsent);
  let answered = false;
  let page: Page = {};
  let nudge: { look(event: string | null): void; stop(): void } | null = null;
  const { host, store } = settings;
  const off = new AbortController();
  const { signal } = off;
  const shell = createShell();
  const listeners = createListeners(() => panel.now()?.listens());
  const launcher = createLauncher(
    shell,
    () => act("show"),
    () => act("prepare"),
  );
  const isHidden = () => matchesPath(settings.hidden, location.pathname);

  const core: Core = {
    box: shell.box,
    seat: createSeat(shell.box, () => settings),
    settings: () => settings,
    consent: () => consent,
    setConsent,
    listeners,
    page: () => page,
    unread: launcher.unread,
    shown,
  };

  const panel = createLazyPanel({ core, signal, failed: () => launcher.failed(settings) });
  const { act, isOpen } = panel;

  function look(): void {
    shell.box.classList.toggle("off", isOpen() || isHidden());
    launcher.stepAside();
    nudge?.look(null);
    panel.now()?.tellPage();
  }

  function shown(open: boolean, hadFocus: boolean): void {
    launcher.button.setAttribute("aria-expanded", String(open));
    look();
    if (open) launcher.unread(0);
    else if (hadFocus) launcher.button.focus({ preventScroll: true });
    void listeners.tell(open ? "open" : "close");
  }

  function setConsent(next: Consent): void {
    answered = true;
    consent = next;
    panel.now()?.consented();
  }

  function wear(): void {
    shell.wear(settings);
    launcher.wear(settings);
    look();
  }

  // What a page throws away when it swaps its content comes back; a changed body may bring a consent bar.
  const watcher = new MutationObserver(() => {
    if (!shell.host.isConnected) document.documentElement.append(shell.host);
    watcher.observe(document.body, { childList: true });
    launcher.stepAside();
  });

  async function addNudge(): Promise<void> {
    const { createNudge } = await fetchNudge(host);
    const isFree = () => !isOpen() && !matchMedia(PHONE).matches && !isHidden();
    if (!signal.aborted) nudge = createNudge({ ...core, isFree, press: () => act("show") });
    nudge?.look(null);
  }

  async function dress(): Promise<void> {
    const config = await loadConfig(settings);
    if (signal.aborted) return;
    settings = readSettings(script, config);
    // A banner's answer that came meanwhile stands.
    if (settings.asksConsent && !answered) consent = preview ? "asked" : firstConsent(store, true);
    wear();
    if (settings.nudge && consent === "given") void addNudge();
    if (peek(() => sessionStorage, store, "open") && !matchMedia(PHONE).matches) void act("show");
  }

  install({
    open: () => act("show"),
    close: () => panel.now()?.hide(),
    ask: (text: string) => act("show").then(() => panel.now()?.ask(String(text))),
    setPage(next: Page) {
      page = next;
      panel.now()?.tellPage();
      if (next.event) nudge?.look(next.event);
    },
    /** A signed token says who the shopper is; null says that they signed out, and their chat goes with them. */
    identify: (token: string | null) => act("identify", token),
    consent: (yes: boolean) => setConsent(yes ? "given" : "refused"),
    on: (name: string, handler: Handler) => listeners.on(name, handler),
    destroy() {
      off.abort();
      watcher.disconnect();
      panel.now()?.destroy();
      nudge?.stop();
      launcher.stop();
      shell.host.remove();
      delete (window as { Aisle?: unknown }).Aisle;
    },
  });
  wear();
  watcher.observe(document.documentElement, { childList: true });
  watcher.observe(document.body, { childList: true });
  watchAddress(look, signal);
  addEventListener("resize", launcher.stepAside, { signal });
  // No request at all before the shopper agreed, where the store asks for that.
  if (preview || consent === "given") void dress();
}
