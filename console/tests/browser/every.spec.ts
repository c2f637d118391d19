/** What holds for every screen. Numbers are those of the acceptance checks. Each visit looks at all that it can. */
import { expect, type Page, type Request, test } from "@playwright/test";
import { SCREENS } from "../screens";
import { faults } from "./axe";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 700 };
const EACH_MS = 20_000;
const LATE_MS = 5_000;
/** So many screens make one test: enough tests for every worker until the end, and few to begin. */
const TOGETHER = 6;

/** Streams are asked for by `fetch`; a page that is slow to come opens one while it is still waited for. */
const STREAM = /\/events(\?|$)/;

/** What a page still waits for. Streams never end, so they are left out. */
function awaited(page: Page): Set<Request> {
  const waiting = new Set<Request>();
  page.on("request", (one) => {
    if (one.url().includes("/api/") && !STREAM.test(one.url())) waiting.add(one);
  });
  page.on("requestfinished", (one) => waiting.delete(one));
  page.on("requestfailed", (one) => waiting.delete(one));
  return waiting;
}

/** Open a screen and wait until everything that it asked for is there and drawn. */
async function open(page: Page, path: string, waiting: Set<Request>): Promise<void> {
  waiting.clear();
  await page.goto(path);
  const drawn = () => document.querySelector("h1") && !document.querySelector('[aria-busy="true"]');
  // Not for ever: of a request that the last screen made while it was left, the browser tells no end.
  const late = Date.now() + LATE_MS;
  do {
    await page.waitForFunction(drawn);
    await nextFrame(page);
  } while (waiting.size > 0 && Date.now() < late);
}

const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));

/** How many pixels the page or its main part can be scrolled sideways. */
async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector("#main");
    const inside = main ? main.scrollWidth - main.clientWidth : 0;
    return Math.max(document.documentElement.scrollWidth - innerWidth, inside);
  });
}

/** Controls that a finger would miss. Links within text and what a label makes larger are left out. */
async function small(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], select, input")]
      .filter((one) => one.checkVisibility() && !one.closest("p, small, .skip, .check, label"))
      .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect()] as const)
      .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5))
      .map(
        ([text, box]) => `${text?.trim()}: ${Math.round(box.width)} x ${Math.round(box.height)}`,
      ),
  );
}

/** Axe in both themes; colours alone change with the theme, so in the dark only contrast is looked at. */
async function lookAt(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  expect(await faults(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await faults(page, ["color-contrast"]), `${name}, dark`).toEqual([]);
}

async function lookAtSizes(page: Page, name: string): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await lookAt(page, name);
  await page.setViewportSize(PHONE);
  await lookAt(page, `${name}, phone`);
  expect(await small(page), name).toEqual([]);
  await page.setViewportSize(NARROW);
  expect(await sideways(page), name).toBeLessThanOrEqual(0);
}

/** Every error that a page logs, a broken policy among them. */
function heard(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  return said;
}

const screens = Object.entries(SCREENS);
const groups = Array.from({ length: Math.ceil(screens.length / TOGETHER) }, (_, at) =>
  screens.slice(at * TOGETHER, (at + 1) * TOGETHER),
);

// Colours change at once, so that none is looked at on its way.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const group of groups) {
  const names = `${group[0]?.[0]} to ${group.at(-1)?.[0]}`;

  test(`6, 12, 13: from ${names}: axe finds nothing serious, no error is logged, targets are 44 px, 320 px are enough`, async ({
    page,
  }) => {
    test.setTimeout(EACH_MS * group.length);
    const [said, waiting] = [heard(page), awaited(page)];
    for (const [name, path] of group) {
      await page.setViewportSize(DESKTOP);
      await open(page, path, waiting);
      await lookAtSizes(page, name);
      expect(said, name).toEqual([]);
    }
  });

  test(`17: from ${names}: in Arabic they run from right to left and do not scroll sideways`, async ({
    page,
  }) => {
    test.setTimeout(EACH_MS * group.length);
    await page.addInitScript(() => localStorage.setItem("aisle.look", '{"language":"ar"}'));
    const waiting = awaited(page);
    await page.setViewportSize(PHONE);
    for (const [name, path] of group) {
      await open(page, path, waiting);
      await expect(page.locator("html"), name).toHaveAttribute("dir", "rtl");
      expect(await sideways(page), name).toBeLessThanOrEqual(0);
    }
  });
}
