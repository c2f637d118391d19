/** Results of actions: shown for a while, and kept in the bell's list. */
import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  bad?: boolean;
  /** Takes the action back; offered for ten seconds. */
  undo?: () => void;
  at: number;
  shown: boolean;
}

const MOST_KEPT = 50;
let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(changed: readonly Toast[]): void {
  toasts = changed.slice(0, MOST_KEPT);
  for (const listener of listeners) listener();
}

/** Tell the result of an action. */
export function tell(text: string, more: Pick<Toast, "bad" | "undo"> = {}): void {
  set([{ id: next++, text, at: Date.now(), shown: true, ...more }, ...toasts]);
}

/** Take one from the screen; it stays in the list. */
export function putAway(id: number): void {
  set(toasts.map((one) => (one.id === id ? { ...one, shown: false } : one)));
}

/** Forget all. */
export function forgetToasts(): void {
  set([]);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
