const GAP = 12;

const floats = (element: Element | null): Element | null => {
  for (let at = element; at && at !== document.body; at = at.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
  return null;
};

/** What of the page floats over a rectangle: a consent bar, a button back to the top. */
function inTheWay(area: DOMRect, own: Element): Element | null {
  const { left, right, top, bottom } = area;
  for (const x of [left + 2, (left + right) / 2, right - 2])
    for (const y of [top + 2, bottom - 2])
      for (const element of document.elementsFromPoint(x, y)) {
        const found = element === own ? null : floats(element);
        if (found) return found;
      }
  return null;
}

/**
 * How far above the window's lower edge a launcher can stand so that it covers nothing that floats there:
 * `y` in a free corner, more above a bar. Half the window's height is the most it is moved.
 */
export function freeHeight(button: Element, own: Element, y: number): number {
  const { left, width, height } = button.getBoundingClientRect();
  let up = y;
  for (let tries = 0; tries < 4; tries += 1) {
    const area = new DOMRect(left, innerHeight - up - height, width, height);
    const found = inTheWay(area, own);
    if (!found) return up;
    up = innerHeight - found.getBoundingClientRect().top + GAP;
    if (up > innerHeight / 2) break;
  }
  return y;
}
