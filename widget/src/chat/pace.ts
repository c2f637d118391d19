/** At most 20 redraws a second, however fast the words come. */
export const REDRAW_EVERY_MS = 50;

export interface Pace<T> {
  push(item: T): void;
  flush(): void;
}

/** Collects items and delivers them together, the first at once and the rest in steps. */
export function createPace<T>(deliver: (items: T[]) => void, every = REDRAW_EVERY_MS): Pace<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    last = Date.now();
    deliver(items);
  }

  function push(item: T): void {
    waiting.push(item);
    if (timer !== undefined) return;
    const wait = last + every - Date.now();
    if (wait <= 0) flush();
    else timer = setTimeout(flush, wait);
  }

  return { push, flush };
}
