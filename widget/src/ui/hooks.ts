import { useEffect, useRef, useState } from "preact/hooks";
import type { Cell } from "../chat/cell";

export function useCell<T>(cell: Cell<T>): T {
  const [value, setValue] = useState(cell.get);
  useEffect(() => {
    setValue(cell.get());
    return cell.watch(() => setValue(cell.get()));
  }, [cell]);
  return value;
}

/** The same array as last time while it holds the same things, so that what uses it is not redrawn. */
export function useSame<T>(list: T[]): T[] {
  const kept = useRef(list);
  const isSame =
    kept.current.length === list.length && list.every((item, at) => item === kept.current[at]);
  if (!isSame) kept.current = list;
  return kept.current;
}

export const isPhone = () => matchMedia("(max-width: 520px)").matches;

/** A mouse and a real keyboard are likely: the cursor may go into the composer by itself. */
export const isDesktop = () => matchMedia("(hover: hover) and (pointer: fine)").matches;

export const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
