import { type RefObject, useEffect, useState } from "react";

/** Up to so many rows are simply drawn. */
const DRAWN_WHOLE = 100;
const BEYOND = 12;

export interface Windowed {
  all: boolean;
  from: number;
  to: number;
  /** Pixels of rows that are not drawn. */
  before: number;
  after: number;
}

/** Return which rows of a long table are drawn: those in view, and a few beyond. height: of a row, in pixels. */
export function usePage(
  rows: number,
  scroller: RefObject<HTMLElement | null>,
  height: number,
): Windowed {
  const [top, setTop] = useState(0);
  const all = rows <= DRAWN_WHOLE;
  useEffect(() => {
    const box = scroller.current;
    if (!box || all) return;
    const look = () => setTop(box.scrollTop);
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [scroller, all]);
  return all
    ? { all, from: 0, to: rows, before: 0, after: 0 }
    : windowOf(rows, height, top, scroller.current?.clientHeight ?? 800);
}

/** The same as a calculation. top: scrolled so far; view: height of what is seen; all in pixels. */
export function windowOf(rows: number, height: number, top: number, view: number): Windowed {
  const from = Math.max(0, Math.floor(top / height) - BEYOND);
  const to = Math.min(rows, Math.ceil((top + view) / height) + BEYOND);
  return { all: false, from, to, before: from * height, after: (rows - to) * height };
}
