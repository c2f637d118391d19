import { dress, make } from "../loader/elements";
import type { Settings } from "../loader/settings";
import { STYLE } from "./style";

const PHONE = "(max-width: 520px), (max-height: 480px) and (pointer: coarse)";
const GIVE_UP_MS = 12_000;
const MARK = "aisle";

interface Hooks {
  settings(): Settings;
  loaded(frame: HTMLIFrameElement): void;
  /** hadFocus: the focus was in the panel, and needs a place when it closes. */
  shown(open: boolean, hadFocus: boolean): void;
}

/** What stands in the frame's address and proves to the loader that it speaks to that very frame. */
export const newWord = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(36)).join("");

/** The panel: a dialog in the browser's top layer, modal on a phone, beside the page elsewhere. */
export function createPanel(box: HTMLElement, { settings, loaded, shown }: Hooks) {
  const phone = matchMedia(PHONE);
  const off = new AbortController();
  const { signal } = off;
  const dialog = make("dialog", { id: "aisle-panel", popover: "manual", tabindex: "-1" });
  let frame: HTMLIFrameElement | null = null;
  let isOpen = false;
  let before = "";
  let word = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  dress(box.getRootNode() as ShadowRoot, STYLE);
  box.append(dialog);

  function fail(): void {
    const { host, store, words } = settings();
    const { failed, newTab, close } = words;
    const button = make("button", { type: "button" }, close);
    button.onclick = () => hide();
    const href = `${host}/c/${store}`;
    const link = make("a", { href, target: "_blank", rel: "noopener" }, newTab);
    dialog.append(make("div", { class: "e", role: "alert" }, failed, link, button));
    frame?.remove();
    frame = null;
  }

  /** Fetches the panel: on the first sign that it will be wanted, not before. */
  function prepare(): void {
    if (frame) return;
    const { host, store, title, language, preview } = settings();
    const draft = preview && `?preview=${preview}`;
    word = newWord();
    dialog.replaceChildren();
    dialog.setAttribute("aria-label", title);
    frame = make("iframe", {
      src: `${host}/c/${store}/frame${draft}#${word}.${language}`,
      title,
      sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads",
      allow: "clipboard-write",
      referrerpolicy: "strict-origin",
    });
    const own = frame;
    own.onload = () => loaded(own);
    timer = setTimeout(fail, GIVE_UP_MS);
    dialog.append(own);
  }

  /** A phone's page must not scroll under the panel, and the panel stands on the keyboard. */
  function resize(): void {
    const seen = window.visualViewport;
    dialog.classList.toggle("m", phone.matches);
    dialog.style.setProperty("--tall", seen ? `${seen.height}px` : null);
    dialog.style.setProperty("--top", seen ? `${seen.offsetTop}px` : null);
  }

  function display(): void {
    resize();
    const page = document.documentElement.style;
    if (phone.matches) {
      before = page.overflow;
      page.overflow = "hidden";
      dialog.showModal();
    } else if (dialog.showPopover) dialog.showPopover();
    else dialog.show();
  }

  function conceal(): void {
    if (dialog.matches(":modal")) document.documentElement.style.overflow = before;
    if (dialog.open) dialog.close();
    else dialog.hidePopover?.();
  }

  function show(): void {
    prepare();
    if (isOpen) return;
    isOpen = true;
    display();
    // Back closes the panel; the page's own state is kept beside the mark.
    if (phone.matches) history.pushState({ ...history.state, [MARK]: 1 }, "");
    // Whoever tries a draft is typing beside it.
    if (!settings().preview) frame?.focus();
    shown(true, false);
  }

  function hide(byBack = false): void {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = dialog.contains((box.getRootNode() as ShadowRoot).activeElement);
    conceal();
    if (!byBack && history.state?.[MARK]) history.back();
    shown(false, hadFocus);
  }

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    hide();
  });
  addEventListener("popstate", () => isOpen && phone.matches && hide(true), { signal });
  phone.addEventListener(
    "change",
    () => {
      if (!isOpen) return;
      conceal();
      display();
      shown(true, false);
    },
    { signal },
  );
  for (const name of ["resize", "scroll"] as const)
    window.visualViewport?.addEventListener(name, resize, { signal });

  return {
    prepare,
    show,
    hide,
    isOpen: () => isOpen,
    isPhone: () => phone.matches,
    word: () => word,
    works: () => clearTimeout(timer),
    destroy() {
      hide();
      off.abort();
      clearTimeout(timer);
    },
  };
}

export type Panel = ReturnType<typeof createPanel>;
