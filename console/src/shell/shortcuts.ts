/** Single-key shortcuts. They are off while typing, and for those who switched them off. */
import { useEffect, useRef } from "react";
import { readLook } from "../i18n/look";

interface Shortcut {
  label: string;
  act: () => void;
}

/** By key, or by a sequence of two: "g s". */
export type Shortcuts = Readonly<Record<string, Shortcut>>;

const SEQUENCE_MS = 1_200;
const known = new Set<{ current: Shortcuts }>();
let first = "";
let firstAt = 0;

/** Everything that keys do on this screen, for the list behind "?". */
export function listShortcuts(): [string, Shortcut][] {
  return [...known].flatMap((one) => Object.entries(one.current));
}

/** Let keys do something while a component is shown. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const kept = useRef(shortcuts);
  kept.current = shortcuts;
  useEffect(() => {
    if (known.size === 0) window.addEventListener("keydown", pressed);
    known.add(kept);
    return () => {
      known.delete(kept);
      if (known.size === 0) window.removeEventListener("keydown", pressed);
    };
  }, []);
}

function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (readLook().keys === false || isTyping(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const sequence = event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${key}` : "";
  [first, firstAt] = [key, event.timeStamp];
  const shortcut = find(sequence) ?? find(key);
  if (!shortcut) return;
  event.preventDefault();
  first = "";
  shortcut.act();
}

function find(keys: string): Shortcut | undefined {
  return [...known].map((one) => one.current[keys]).findLast(Boolean);
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.("input, textarea, select, [contenteditable], dialog, [role=menu]");
}
