/** What can be seen of a whole page at once. Each returns what is wrong, in words; an empty list is good. */
import type { Page } from "@playwright/test";

/** Words that a box cuts off, where neither scrolling nor an ellipsis with the whole beside it was meant. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const clips = (style: CSSStyleDeclaration) =>
      /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis";
    const boxAround = (element: Element | null): Element | null => {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (/auto|scroll/.test(style.overflowX) || style.clipPath !== "none") return null;
        if (clips(style)) return one;
      }
      return null;
    };
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const text = node.textContent?.trim();
      const parent = node.parentElement;
      if (!text || !parent?.checkVisibility()) continue;
      const box = boxAround(parent)?.getBoundingClientRect();
      if (!box || box.width < 2) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, width } = range.getBoundingClientRect();
      if (width && (left < box.left - 1 || right > box.right + 1)) found.push(text.slice(0, 60));
    }
    return found;
  });

/** Words that stand out of the button, tab or mark that they belong to. */
export const spilling = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isHidden = (one: Element | null): boolean =>
      !!one && (getComputedStyle(one).clipPath !== "none" || isHidden(one.parentElement));
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const parent = node.parentElement;
      const box = parent
        ?.closest("button, .btn, .tag, .chip, th, .tabs a")
        ?.getBoundingClientRect();
      if (!box || !node.textContent?.trim() || !parent?.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const isOut = ({ left, right, width }: DOMRect) =>
        width > 2 && (right > box.right + 1.5 || left < box.left - 1.5);
      if ([...range.getClientRects()].some(isOut) && !isHidden(parent))
        found.push(node.textContent.trim().slice(0, 60));
    }
    return found;
  });

/** Buttons, fields and what is chosen, without an edge that a system with forced colours would draw. */
export const edgeless = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = "button, .btn, textarea, select, input:not([type=hidden])";
    const chosen = "[aria-pressed=true], [aria-current], [aria-selected=true], [aria-checked=true]";
    const drawn = (style: CSSStyleDeclaration) =>
      ["Top", "Right", "Bottom", "Left"].some(
        (side) =>
          style[`border${side}Style` as "borderTopStyle"] !== "none" &&
          Number.parseFloat(style[`border${side}Width` as "borderTopWidth"]) > 0,
      ) ||
      (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0);
    // The browser itself draws these.
    const native = (one: Element) =>
      one.matches("[type=checkbox], [type=radio], [type=range], [type=file]");
    return [...document.querySelectorAll<HTMLElement>(`${own}, ${chosen}`)]
      .filter((one) => one.checkVisibility() && one.getClientRects().length > 0 && !native(one))
      .filter((one) => !drawn(getComputedStyle(one)))
      .map((one) => one.outerHTML.slice(0, 100));
  });

/** What would still move or fade for a reader who asked for no motion. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const longest = (times: string) => Math.max(...times.split(",").map(Number.parseFloat));
    return [...document.querySelectorAll("body *")]
      .filter((one) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(one);
        const moves = animationName !== "none" && longest(animationDuration) > 0.001;
        return moves || longest(transitionDuration) > 0.001;
      })
      .map((one) => one.outerHTML.slice(0, 100));
  });

/** Stops of the Tab key that are out of sight, covered, or without a ring. Press a key before: rings are for keyboards. */
export const unseenStops = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const stops =
      "a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex='0']";
    const within = document.querySelector("dialog:modal") ?? document.body;
    const hitIn = (one: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      return (
        !!hit && (one.contains(hit) || hit.contains(one) || !!one.closest("label")?.contains(hit))
      );
    };
    const isSeen = (one: HTMLElement) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const middle = (low: number, high: number, end: number) =>
        (Math.max(low, 0) + Math.min(high, end)) / 2;
      return hitIn(one, middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    };
    const ringed = (one: Element) => {
      const { boxShadow, outlineStyle, outlineColor } = getComputedStyle(one);
      const clear = outlineColor === "rgba(0, 0, 0, 0)";
      return boxShadow !== "none" || (outlineStyle !== "none" && !clear);
    };
    const what = (one: HTMLElement) => {
      one.focus();
      if (document.activeElement !== one) return "";
      if (!isSeen(one)) return `out of sight: ${one.outerHTML.slice(0, 100)}`;
      return ringed(one) || ringed(one.closest("[data-ring]") ?? one)
        ? ""
        : `no ring: ${one.outerHTML.slice(0, 100)}`;
    };
    return [...within.querySelectorAll<HTMLElement>(stops)]
      .filter((one) => one.checkVisibility() && one.tabIndex >= 0)
      .map(what)
      .filter(Boolean);
  });

/** Words that no writer wrote: of empty values, of things turned into text, of messages that are missing. */
export const oddWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const odd = /\b(undefined|NaN|null|Invalid Date)\b|\[object |\{\{|\}\}/;
    // biome-ignore lint/performance/useDomNodeTextContent: only what is drawn is read
    const lines = document.body.innerText.split("\n");
    return lines.filter((line) => odd.test(line)).map((line) => line.slice(0, 100));
  });

/** Controls that a finger or a mouse would miss. Links within text and what a label makes larger are left out. */
export const smallerThan = (page: Page, pixels: number): Promise<string[]> =>
  page.evaluate((least) => {
    return [...document.querySelectorAll<HTMLElement>("button, a[href], select, input")]
      .filter((one) => one.checkVisibility() && !one.closest("p, small, .skip, .check, label"))
      .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect()] as const)
      .filter(([, box]) => box.height > 0 && Math.min(box.height, box.width) < least - 0.5)
      .map(
        ([text, box]) => `${text?.trim()}: ${Math.round(box.width)} x ${Math.round(box.height)}`,
      );
  }, pixels);

/** How many pixels the page or its main part can be scrolled sideways. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector("#main");
    const inside = main ? main.scrollWidth - main.clientWidth : 0;
    return Math.max(document.documentElement.scrollWidth - innerWidth, inside);
  });
