/** What can be seen of a whole page at once. Each returns what is wrong, in words; an empty list is good. */
import type { Frame, Page } from "@playwright/test";

/** Words that a box cuts off, or that stand out of the button or mark they belong to. */
export const cutOff = (page: Page | Frame): Promise<string[]> =>
  page.evaluate(() => {
    const clipping = (element: Element | null): Element | null => {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const { overflowX, textOverflow, clipPath } = getComputedStyle(one);
        if (/auto|scroll/.test(overflowX) || clipPath !== "none") return null;
        if (one.matches("button, .aw-chip, th") || /hidden|clip/.test(overflowX))
          return textOverflow === "ellipsis" ? null : one;
      }
      return null;
    };
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const parent = node.parentElement;
      if (!node.textContent?.trim() || !parent?.checkVisibility()) continue;
      const box = clipping(parent)?.getBoundingClientRect();
      if (!box || box.width < 2) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, width } of range.getClientRects())
        if (width > 2 && (left < box.left - 1.5 || right > box.right + 1.5))
          found.push(node.textContent.trim().slice(0, 60));
    }
    return found;
  });

/** Buttons, fields and what is chosen, without an edge where a system forces its colours. */
export const edgeless = (page: Page | Frame): Promise<string[]> =>
  page.evaluate(() => {
    const drawn = ({ style, width }: { style: string; width: string }) =>
      style !== "none" && Number.parseFloat(width) > 0;
    const hasEdge = (one: Element) => {
      const style = getComputedStyle(one);
      return (
        drawn({ style: style.borderTopStyle, width: style.borderTopWidth }) ||
        drawn({ style: style.borderBottomStyle, width: style.borderBottomWidth }) ||
        drawn({ style: style.outlineStyle, width: style.outlineWidth }) ||
        style.textDecorationLine.includes("underline")
      );
    };
    const chosen =
      "[aria-pressed=true], [aria-selected=true], [aria-current]:not([aria-current=false])";
    return (
      [...document.querySelectorAll(`button, textarea, input:not([type]), select, ${chosen}`)]
        .filter((one) => one.checkVisibility() && one.getClientRects().length > 0)
        // The composer's box is its field's edge.
        .filter((one) => !hasEdge(one) && !hasEdge(one.closest(".aw-box") ?? one))
        .map((one) => one.outerHTML.slice(0, 120))
    );
  });
