import { hasCardNumber } from "../text/card-number";
import type { Store } from "./storage";

export const SAVE_EVERY_MS = 500;
const KEPT_DAYS = 1;

export interface Drafts {
  load(): string;
  /** Remembers the text within half a second; an empty text is forgotten at once. */
  save(text: string): void;
  /** Writes what is still waiting: the page may be about to go away. */
  flush(): void;
}

export function createDrafts(store: Store): Drafts {
  let waiting: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== null) store.write("draft", waiting, KEPT_DAYS);
    waiting = null;
  }

  function forget(): void {
    waiting = null;
    flush();
    store.remove("draft");
  }

  function save(text: string): void {
    // A card number is never kept, not even on the shopper's own device.
    if (text === "" || hasCardNumber(text)) {
      forget();
      return;
    }
    waiting = text;
    timer ??= setTimeout(flush, SAVE_EVERY_MS);
  }

  return { load: () => store.read<string>("draft") ?? "", save, flush };
}
