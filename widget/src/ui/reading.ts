/** The scrolling rule: the view follows the text only while the reader is at the end of it. */
export const NEAR_END_PX = 48;

export interface Box {
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

/** Selecting, opening a source or stepping into the conversation: the place is now the reader's. */
export const park = (reading: Reading): Reading => ({ ...reading, follows: false });
