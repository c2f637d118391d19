import type { Browser, Page } from "@playwright/test";
import type { Measured } from "./figures";
import { drawn, opened } from "./opened";

/** What opens something and changes nothing that is kept. */
const OPENERS =
  "#main :is([aria-haspopup], summary, [role=tab], button[aria-expanded]):not([disabled])";
const FIELDS = "#main :is(input[type=search], input[type=text], textarea)";
const MOST = 4;
const KEY_MS = 90;

type Told = PerformanceEventTiming & { interactionId: number };

/** The browser tells no event that took less than 16 ms: those are left out, so the figures are upper bounds. */
function watch(): void {
  const seen = new Map<number, { duration: number; name: string }>();
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, name } of list.getEntries() as Told[])
      if (interactionId && duration > (seen.get(interactionId)?.duration ?? 0))
        seen.set(interactionId, { duration, name });
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

async function openAndClose(page: Page): Promise<void> {
  for (const opener of (await page.locator(OPENERS).all()).slice(0, MOST)) {
    if (!(await opener.isVisible())) continue;
    await opener.click();
    await page.keyboard.press("Escape");
    await page.waitForTimeout(KEY_MS);
  }
}

async function type(page: Page): Promise<void> {
  const field = page.locator(FIELDS).first();
  if (!(await field.isVisible()) || !(await field.isEditable())) return;
  await field.pressSequentially("tent", { delay: KEY_MS });
}

async function command(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").first().waitFor();
  await page.keyboard.type("set", { delay: KEY_MS });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
}

/** How long the browser took from each press and key to its next frame, on every screen. */
export async function interactions(browser: Browser, screens: readonly string[], rate: number) {
  const { page, close } = await opened(browser, rate);
  await page.addInitScript(watch);
  const found: Measured[] = [];
  for (const path of screens) {
    await page.goto(path);
    await drawn(page);
    await page.waitForTimeout(300);
    await openAndClose(page);
    await type(page);
    await command(page);
    await page.waitForTimeout(200);
    for (const { duration, name } of await page.evaluate(seen))
      found.push({ ms: duration, what: `${name} on ${path}` });
  }
  await close();
  return found;
}

const seen = () => [
  ...(window as unknown as { seen: Map<number, { duration: number; name: string }> }).seen.values(),
];
