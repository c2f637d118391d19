import type { Page } from "@playwright/test";

const MOST_MS = 60_000;

/** Give the password again where the API wants a fresh proof; the sign-in of a whole test run is older than ten minutes. */
export async function prove(page: Page, done: Promise<unknown>): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Is it still you?" });
  await Promise.race([done, dialog.waitFor({ timeout: MOST_MS })]);
  if (!(await dialog.isVisible())) return;
  await dialog.getByLabel("Password").fill(process.env.AISLE_DEMO_PASSWORD as string);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await done;
}
