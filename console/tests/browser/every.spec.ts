/** What holds for every screen. Numbers are those of the acceptance checks. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { SCREENS } from "../screens";

const PHONE = { width: 390, height: 844 };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("h1").first().waitFor();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function faults(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => [one.id, one.nodes.map((node) => node.target.join(" ")).slice(0, 5)]);
}

for (const theme of ["light", "dark"] as const)
  for (const size of ["desktop", "phone"] as const)
    test(`6: axe finds nothing serious on any screen: ${size}, ${theme}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme: theme });
      if (size === "phone") await page.setViewportSize(PHONE);
      for (const [name, path] of Object.entries(SCREENS)) {
        await open(page, path);
        expect(await faults(page), name).toEqual([]);
      }
    });

test("12: at 320 px no screen scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const [name, path] of Object.entries(SCREENS)) {
    await open(page, path);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond, name).toBeLessThanOrEqual(0);
    const inside = await page.evaluate(() => {
      const main = document.querySelector("#main");
      return main ? main.scrollWidth - main.clientWidth : 0;
    });
    expect(inside, name).toBeLessThanOrEqual(0);
  }
});

test("17: in Arabic every screen runs from right to left and does not scroll sideways", async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem("aisle.look", '{"language":"ar"}'));
  for (const [name, path] of Object.entries(SCREENS)) {
    await open(page, path);
    await expect(page.locator("html"), name).toHaveAttribute("dir", "rtl");
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond, name).toBeLessThanOrEqual(0);
  }
});

test("13: on phones every target is 44 px or more", async ({ page }) => {
  await page.setViewportSize(PHONE);
  for (const [name, path] of Object.entries(SCREENS)) {
    await open(page, path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, a[href], select, input")]
        .filter((one) => one.checkVisibility() && !one.closest("p, small, .skip, td label, .check"))
        .filter((one) => !one.matches(".skip"))
        .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect()] as const)
        .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5))
        .map(
          ([text, box]) => `${text?.trim()}: ${Math.round(box.width)} x ${Math.round(box.height)}`,
        ),
    );
    expect(small, name).toEqual([]);
  }
});

test("no screen breaks the page's policy or logs an error", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  for (const path of Object.values(SCREENS)) await open(page, path);
  expect(said).toEqual([]);
});
