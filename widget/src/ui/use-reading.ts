import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { AT_END, afterScroll, beforeFollowing, isNearEnd, park, type Reading } from "./reading";

interface Wanted {
  /** Changes when the shopper asked something: the view goes to the new turn. */
  asked: number;
  /** An answer is being written; when it ends nothing scrolls any more. */
  writing: boolean;
}

/** The room under a short last answer is no reason to go anywhere: its own end has to be out of sight. */
function isFarFromEnd(box: HTMLElement): boolean {
  if (isNearEnd(box)) return false;
  const end = box.querySelector(".aw-turn:last-child > :last-child");
  if (!end) return false;
  return end.getBoundingClientRect().bottom > box.getBoundingClientRect().bottom;
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
