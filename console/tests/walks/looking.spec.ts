/** Every screen for somebody who may look at it and change nothing. */
import { expect, type Page, test } from "@playwright/test";
import { faults } from "../browser/axe";
import { oddWords } from "../browser/looks";
import { eachScreen } from "../browser/walk";
import { SCREENS } from "../screens";

/** The session of somebody who may look at everything and change nothing. */
async function onlyLooking(page: Page): Promise<void> {
  await page.route("**/api/v1/auth/session", async (route) => {
    const response = await route.fetch();
    const session = await response.json();
    for (const one of session.organizations)
      for (const right of one.rights ?? [])
        right.actions = right.actions.filter((action: string) => action.endsWith(".read"));
    await route.fulfill({ response, json: session });
  });
}

const inStores = Object.fromEntries(
  Object.entries(SCREENS).filter(([, path]) => path.startsWith("/s/demo")),
);

test("whoever may only look sees every screen, and nothing to press there that is not theirs", async ({
  page,
}) => {
  await onlyLooking(page);
  await eachScreen(page, inStores, async (name) => {
    const main = page.locator("main, dialog[open]");
    const pressed = main.locator(".btn.primary:enabled, .btn.danger:enabled");
    expect.soft(await pressed.allTextContents(), name).toEqual([]);
    expect.soft(await oddWords(page), name).toEqual([]);
    expect.soft(await faults(page), name).toEqual([]);
  });
});
