import type { Browser } from "@playwright/test";
import type { Measured } from "./figures";
import { drawn, opened } from "./opened";

/**
 * Leads the router to another address and waits for the frame that shows its screen whole. The screen before is marked,
 * so that it cannot be taken for the next one.
 */
function change(path: string): Promise<number> {
  const inside = document.querySelector<HTMLElement>("#main > *");
  if (inside) inside.dataset.before = "";
  const from = performance.now();
  history.pushState({}, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
  return new Promise((resolve) => {
    const look = () => {
      const main = document.querySelector("#main");
      const isOld = !main || main.querySelector("[data-before]");
      if (isOld || !main.textContent?.trim() || main.querySelector('[aria-busy="true"]'))
        return requestAnimationFrame(look);
      // The frame after this one has it on the screen.
      return requestAnimationFrame(() => resolve(performance.now() - from));
    };
    requestAnimationFrame(look);
  });
}

interface Wanted {
  screens: readonly string[];
  rate: number;
  rounds: number;
}

/** Every change between neighbours in the list of screens, after a round in which all of them were fetched. */
export async function routeChanges(browser: Browser, { screens, rate, rounds }: Wanted) {
  const { page, close } = await opened(browser, rate);
  const found: Measured[] = [];
  await page.goto(screens.at(-1) as string);
  await drawn(page);
  for (let round = 0; round <= rounds; round += 1)
    for (const path of screens) {
      const ms = await page.evaluate(change, path);
      if (round > 0) found.push({ ms, what: path });
      await page.waitForTimeout(150);
    }
  await close();
  return found;
}
