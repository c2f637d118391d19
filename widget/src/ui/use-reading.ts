import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { AT_END, afterScroll, beforeFollowing, NEAR_END_PX, park, type Reading } from "./reading";

interface Wanted {
  /** Changes when the shopper asked something: the view goes to the new turn. */
  asked: number;
  /** An answer is being written; when it ends nothing scrolls any more. */
  writing: boolean;
}

/** Kept free below the last words at the end of the log: see "aw-way-back". */
const ROOM_PX = 38;

/**
 * Measured from the last words to the frame around log and "Latest", so that showing "Latest" does not
 * change what is measured. The room under a short last answer is no reason to go anywhere.
 */
function isFarFromEnd(box: HTMLElement): boolean {
  const end = box.querySelector(".aw-turn:last-child > :last-child");
  const frame = box.parentElement;
  if (!end || !frame) return false;
  const below = end.getBoundingClientRect().bottom - frame.getBoundingClientRect().bottom;
  return below > NEAR_END_PX - ROOM_PX;
}

/** Applies the scrolling rule to a box. `isAway` says whether "Latest" has a use. */
export function useReading(box: RefObject<HTMLElement | null>, { asked, writing }: Wanted) {
  const reading = useRef<Reading>(AT_END);
  const [isAway, setAway] = useState(false);

  function toEnd(): void {
    const element = box.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    reading.current = { follows: true, top: element.scrollTop };
  }

  const look = () => setAway(box.current !== null && isFarFromEnd(box.current));
  const parkHere = () => {
    reading.current = park(reading.current);
  };

  useLayoutEffect(toEnd, [asked]);

  useLayoutEffect(() => {
    if (writing && box.current) {
      reading.current = beforeFollowing(reading.current, box.current);
      if (reading.current.follows) toEnd();
    }
    look();
  });

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const scrolled = () => {
      reading.current = afterScroll(reading.current, element);
      look();
    };
    const selected = () => {
      const selection = getSelection();
      if (!selection?.isCollapsed && element.contains(selection?.anchorNode ?? null)) parkHere();
    };
    // The last turn is as high as the view, so that its question stands near the top. The line of
    // "Latest" counts as part of the view: its coming and going moves nothing.
    const frame = element.parentElement ?? element;
    const sized = new ResizeObserver(() => {
      element.style.setProperty("--aw-view", `${frame.clientHeight}px`);
      if (reading.current.follows) toEnd();
    });
    sized.observe(frame);
    element.addEventListener("scroll", scrolled, { passive: true });
    document.addEventListener("selectionchange", selected);
    return () => {
      sized.disconnect();
      element.removeEventListener("scroll", scrolled);
      document.removeEventListener("selectionchange", selected);
    };
  }, [box]);

  return { isAway, toEnd, park: parkHere };
}
