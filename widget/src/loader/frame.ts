import { make } from "./elements";
import type { Settings } from "./settings";

/** The panel's dialog with the chat's frame. */
export interface Seat {
  dialog: HTMLDialogElement;
  /** The frame in the dialog; a new one where there is none. It says in `data-loaded` that it has loaded. */
  frame(): HTMLIFrameElement;
}

/** What stands in the frame's address and proves to the page that it speaks to that very frame. */
const newWord = () => crypto.getRandomValues(new Uint32Array(4)).join("");

/** A part of the loader, so that the chat is fetched in the same moment as the panel's piece and not after it. */
export function createSeat(box: HTMLElement, settings: () => Settings): Seat {
  const dialog = make("dialog", { id: "aisle-panel" });
  box.append(dialog);

  function create(): HTMLIFrameElement {
    const { host, store, language, preview } = settings();
    const frame = make("iframe", {
      src: `${host}/c/${store}/frame${preview && `?preview=${preview}`}#${newWord()}.${language}`,
      sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads",
      allow: "clipboard-write",
      referrerpolicy: "strict-origin",
    });
    frame.onload = () => {
      frame.dataset.loaded = "";
    };
    dialog.replaceChildren(frame);
    return frame;
  }

  return { dialog, frame: () => dialog.querySelector("iframe") ?? create() };
}
