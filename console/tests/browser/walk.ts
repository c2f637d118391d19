/** Walking through screens as readers do: the page is loaded once, then its own router leads on. */
import { type Page, type Request, test } from "@playwright/test";

const EACH_MS = 15_000;
/** Bones are drawn after 200 ms; before that a screen may look finished. */
const CALM_MS = 240;
const STEP_MS = 40;

const asking = new WeakMap<Page, Set<Request>>();

/** What the page asks the API for, apart from streams, which never end. */
function asked(page: Page): Set<Request> {
  const known = asking.get(page);
  if (known) return known;
  const open = new Set<Request>();
  asking.set(page, open);
  page.on("request", (one) => {
    if (one.url().includes("/api/") && !/stream|events/.test(one.url())) open.add(one);
  });
  page.on("requestfinished", (one) => open.delete(one));
  page.on("requestfailed", (one) => open.delete(one));
  return open;
}

const isDrawn = () =>
  !!document.querySelector("h1") &&
  !document.querySelector('.bones, [aria-busy="true"]') &&
  !!document.querySelector("main h2, main form, main .void, main .banner, dialog[open], .door");

/** A screen that draws nothing is looked at after this, as it is. */
const MOST_MS = 5_000;

/** Wait until nothing is asked for, nothing waits to be drawn, and it has stayed so. */
export async function settled(page: Page): Promise<void> {
  const open = asked(page);
  const until = Date.now() + MOST_MS;
  for (let calm = 0; calm < CALM_MS && Date.now() < until; calm += STEP_MS) {
    await page.waitForTimeout(STEP_MS);
    if (open.size || !(await page.evaluate(isDrawn))) calm = -STEP_MS;
  }
}

/** Go to an address: by loading it first, and from then on by the router that is there. */
export async function go(page: Page, path: string): Promise<void> {
  // Of what the last screen asked for when it was left, the browser tells no end.
  asked(page).clear();
  if (page.url() === "about:blank") await page.goto(path);
  else await page.evaluate((to) => history.pushState({}, "", to), path);
  await settled(page);
}

/** Look at each of these screens in turn. */
export async function eachScreen(
  page: Page,
  screens: Readonly<Record<string, string>>,
  look: (name: string) => Promise<void>,
): Promise<void> {
  test.setTimeout(EACH_MS * Object.keys(screens).length);
  for (const [name, path] of Object.entries(screens)) {
    await go(page, path);
    await look(name);
  }
}
