/** Keys that act on the row of the list that has the focus, also while another conversation is open beside it. */
import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect, useLayoutEffect } from "react";

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

// The list is drawn anew when a conversation is opened or left; what was seen of it and where the focus belongs outlive that.
const kept: { top: number; row: string | undefined } = { top: 0, row: undefined };

/** Let the row of a conversation have the focus when the list is drawn next. */
export function leaveFor(conversation: string): void {
  kept.row = conversation;
}

/** Keep a list where it was scrolled to, and give the row the focus from which one went away. */
export function useKeptPlace(box: RefObject<HTMLElement | null>, drawn: boolean): void {
  // Only then: with a new address the sign of the screen takes the focus first.
  const arrived = useRouterState({
    select: ({ resolvedLocation, location }) => resolvedLocation?.pathname === location.pathname,
  });
  useLayoutEffect(() => {
    if (drawn && box.current) box.current.scrollTop = kept.top;
  }, [box, drawn]);
  useEffect(() => {
    if (!drawn || !arrived || !kept.row) return;
    const row = `[data-conversation="${CSS.escape(kept.row)}"]`;
    box.current?.querySelector<HTMLElement>(row)?.focus();
    kept.row = undefined;
  }, [box, drawn, arrived]);
  useEffect(() => {
    const list = box.current;
    const keep = () => {
      kept.top = list?.scrollTop ?? 0;
    };
    list?.addEventListener("scroll", keep, { passive: true });
    return () => list?.removeEventListener("scroll", keep);
  }, [box]);
}
