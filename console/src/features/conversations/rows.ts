/** Keys that act on the row of the list that has the focus, also while another conversation is open beside it. */
import { useEffect } from "react";

export type RowKey = "e" | "l";
let held: ((key: RowKey) => boolean) | undefined;

/** Let the list answer keys for its rows. act: returns whether a row had the focus. */
export function useRowKeys(act: (key: RowKey) => boolean): void {
  useEffect(() => {
    held = act;
    return () => {
      held = undefined;
    };
  });
}

/** Act on the row that has the focus; false where none has. */
export const actOnRow = (key: RowKey): boolean => held?.(key) ?? false;

/** The conversation whose row has the focus. */
export const focusedRow = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>("[data-conversation]")?.dataset.conversation;
