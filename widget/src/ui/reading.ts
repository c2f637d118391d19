/** The scrolling rule: the view follows the text only while the reader is at the end of it. */
export const NEAR_END_PX = 48;

interface Box {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

export interface Reading {
  follows: boolean;
  /** Where the page itself put the view last. */
  top: number;
}

export const AT_END: Reading = { follows: true, top: 0 };

export const isNearEnd = ({ scrollTop, scrollHeight, clientHeight }: Box) =>
  scrollHeight - clientHeight - scrollTop <= NEAR_END_PX;

/** A scroll to where the page put the view is its own; any other one is the reader's. */
export function afterScroll(reading: Reading, box: Box): Reading {
  if (Math.abs(box.scrollTop - reading.top) < 1) return reading;
  return { follows: isNearEnd(box), top: box.scrollTop };
}

/**
 * Before the page follows new text: browsers tell of a scroll a frame late, and a reader who has just
 * scrolled up must not be pulled back in between.
 */
export function beforeFollowing(reading: Reading, box: Box): Reading {
  const isAway = reading.top - box.scrollTop > NEAR_END_PX && !isNearEnd(box);
  return isAway ? { follows: false, top: box.scrollTop } : reading;
}

/** Selecting, opening a source or stepping into the conversation: the place is now the reader's. */
export const park = (reading: Reading): Reading => ({ ...reading, follows: false });
