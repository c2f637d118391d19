import { dress, make } from "../loader/elements";
import type { Seat } from "../loader/frame";
import type { Settings } from "../loader/settings";
import { STYLE } from "./style";
import { panelWords } from "./words";

const PHONE = "(max-width: 520px), (max-height: 480px) and (pointer: coarse)";
const GIVE_UP_MS = 12_000;
const MARK = "aisle";

interface Hooks {
  settings(): Settings;
  seat: Seat;
  loaded(frame: HTMLIFrameElement): void;
  /** hadFocus: the focus was in the panel, and needs a place when it closes. */
  shown(open: boolean, hadFocus: boolean): void;
}

/** The panel: a dialog in the browser's top layer, modal on a phone, beside the page elsewhere. */
export function createPanel(box: HTMLElement, { settings, seat, loaded, shown }: Hooks) {
  const phone = matchMedia(PHONE);
  const off = new AbortController();
  const { signal } = off;
  const { dialog } = seat;
  let frame: HTMLIFrameElement | null = null;
  let isOpen = false;
  let before = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  dialog.popover = "manual";
  dialog.tabIndex = -1;
  dress(box.getRootNode() as ShadowRoot, STYLE);

  /** Until the frame works, the panel shows where its parts will be. */
  const drawn = (works: boolean) => dialog.classList.toggle("w", works);

  function fail(): void {
    const { host, store, language, words } = settings();
    const { close, newTab } = panelWords(language);
    const button = make("button", { type: "button" }, close);
    button.onclick = () => hide();
    const href = `${host}/c/${store}`;
    const link = make("a", { href, target: "_blank", rel: "noopener" }, newTab);
    frame = null;
    drawn(true);
    dialog.replaceChildren(make("div", { class: "e", role: "alert" }, words.failed, link, button));
  }

  /** Fetches the panel: on the first sign that it will be wanted, not before. The loader may have begun. */
  function prepare(): void {
    if (frame) return;
    const own = seat.frame();
    frame = own;
    drawn(false);
    own.title = settings().title;
    dialog.setAttribute("aria-label", own.title);
    timer = setTimeout(fail, GIVE_UP_MS);
    own.onload = () => loaded(own);
    if ("loaded" in own.dataset) loaded(own);
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
    /** What the frame has to say to be believed. */
    word: () => frame?.src.split("#")[1]?.split(".")[0] ?? "",
    works() {
      clearTimeout(timer);
      drawn(true);
    },
    destroy() {
      hide();
      off.abort();
      clearTimeout(timer);
    },
  };
}

export type Panel = ReturnType<typeof createPanel>;
