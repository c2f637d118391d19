/** What a screen goes through before its answer is there. */
import { expect, type Page } from "@playwright/test";
import { faults } from "../browser/axe";
import { type Between, type Fault, REFUSED } from "../browser/between";
import { oddWords } from "../browser/looks";

const SAID: Readonly<Record<Fault, string>> = {
  refused: REFUSED,
  lost: "Aisle did not answer. Check your connection, then try again.",
};

/** These ask for nothing before somebody does something. */
export const ASKS_NOTHING = new Set([
  "sign-in",
  "sign-up",
  "forgot",
  "catalogue-import",
  "onboarding-store",
  "onboarding-try",
]);

/** Wait, be refused or lose the answer, and try again: each is said, and nothing is called empty meanwhile. */
export async function throughStates(
  page: Page,
  between: Between,
  { name, fault }: { name: string; fault: Fault },
): Promise<void> {
  const busy = page.locator('[aria-busy="true"]');
  await expect.soft(busy.first(), `${name}, awaited`).toBeVisible();
  await expect.soft(page.locator(".void"), `${name}, awaited`).toHaveCount(0);
  between.go(fault);
  const said = page.getByText(SAID[fault]);
  await expect.soft(said.first(), `${name}, ${fault}`).toBeVisible();
  await expect.soft(busy, `${name}, ${fault}`).toHaveCount(0);
  expect.soft(await oddWords(page), `${name}, ${fault}`).toEqual([]);
  if (fault === "lost") expect.soft(await faults(page), `${name}, ${fault}`).toEqual([]);
  between.go("open");
  await tryAgain(page);
  await expect.soft(said, `${name}, tried again`).toHaveCount(0);
}

/** Press what is offered. A dialog may stand before it, and parts without a button are asked for when somebody comes back to the page. */
async function tryAgain(page: Page): Promise<void> {
  const again = page.getByRole("button", { name: "Try again", includeHidden: true }).first();
  await again.evaluate((button: HTMLElement) => button.click());
  await page.evaluate(() => dispatchEvent(new Event("visibilitychange")));
}
