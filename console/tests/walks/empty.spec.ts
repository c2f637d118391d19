/** Every list while there is nothing in it: it says so in words of its own, and what to do. */
import { expect, test } from "@playwright/test";
import { faults } from "../browser/axe";
import { Between } from "../browser/between";
import { oddWords } from "../browser/looks";
import { SCREENS } from "../screens";

const LISTS = [
  "conversations",
  "feedback",
  "operations",
  "operations-failed",
  "operations-providers",
  "keys",
  "models",
  "audit",
  "catalogue",
  "catalogue-edits",
  "knowledge",
  "knowledge-categories",
] as const;

test("34: with nothing in it each list says so, and what to do", async ({ page }) => {
  const between = await Between.of(page);
  between.go("empty");
  test.slow();
  for (const name of LISTS) {
    await page.goto(SCREENS[name] as string);
    await expect.soft(page.locator("main .void h2"), name).toHaveText(/\S/);
    expect.soft(await oddWords(page), name).toEqual([]);
    expect.soft(await faults(page), name).toEqual([]);
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
