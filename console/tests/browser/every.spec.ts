/** What holds for every screen. Numbers are those of the acceptance checks. Each visit looks at all that it can. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { SCREENS } from "../screens";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 700 };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const EACH_MS = 15_000;

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("h1").first().waitFor();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function eachScreen(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  test.setTimeout(EACH_MS * Object.keys(SCREENS).length);
  for (const [name, path] of Object.entries(SCREENS)) {
    await open(page, path);
    await look(name);
  }
}

/** What axe finds serious or critical. The chat inside a frame has tests of its own. */
async function faults(page: Page, rules?: readonly string[]): Promise<unknown[]> {
  const axe = new AxeBuilder({ page }).exclude("iframe");
  const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(TAGS)).analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => [one.id, one.nodes.map((node) => node.target.join(" ")).slice(0, 5)]);
}

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

test("6: axe finds nothing serious on any screen, and none breaks the policy or logs an error", async ({
  page,
}) => {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await eachScreen(page, async (name) => {
    expect(await faults(page), name).toEqual([]);
    expect(said, name).toEqual([]);
  });
});

test("6, 12, 13: on phones axe finds nothing serious, targets are 44 px, and nothing scrolls sideways at 320", async ({
  page,
}) => {
  await eachScreen(page, async (name) => {
    await page.setViewportSize(PHONE);
    expect(await faults(page), name).toEqual([]);
    expect(await small(page), name).toEqual([]);
    await page.setViewportSize(NARROW);
    expect(await sideways(page), name).toBeLessThanOrEqual(0);
  });
});

test("6: in the dark every text has its contrast, on desktops and phones", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await eachScreen(page, async (name) => {
    for (const size of [DESKTOP, PHONE]) {
      await page.setViewportSize(size);
      expect(await faults(page, ["color-contrast"]), name).toEqual([]);
    }
  });
});

test("17: in Arabic every screen runs from right to left and does not scroll sideways", async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem("aisle.look", '{"language":"ar"}'));
  await page.setViewportSize(PHONE);
  await eachScreen(page, async (name) => {
    await expect(page.locator("html"), name).toHaveAttribute("dir", "rtl");
    expect(await sideways(page), name).toBeLessThanOrEqual(0);
  });
});
