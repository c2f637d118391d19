/** Sources: connected by the forms of their kinds, and read before one's eyes. The site that is read is the demo shop's own. */
import { expect, type Page, test } from "@playwright/test";
import { prove } from "./proof";

const MOST_MS = 60_000;

/** Fill the form of a web site: the demo shop's guides, a few pages of them. */
async function fillWebsite(page: Page, name: string, base: string): Promise<void> {
  await page.goto("/s/demo/sources/new");
  await page.getByRole("button", { name: /^Web site/ }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Address", { exact: true }).fill(`${base}/demo/guides/contact`);
  await page.getByText(/more settings/).click();
  await page.getByLabel("Include").fill("/demo/guides/*");
  await page.getByLabel("Most Pages").fill("12");
}

test("a source is tried, connected, read to the end, paused with undo, and deleted", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(4 * MOST_MS);
  const name = `Guides ${Date.now().toString(36)}`;
  await fillWebsite(page, name, baseURL as string);

  const tried = page.getByRole("heading", { name: /^What Aisle would read/ });
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await prove(page, tried.waitFor({ timeout: MOST_MS }));
  await expect(page.locator(".sample li").first()).toBeVisible();

  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  const runs = page.getByRole("table", { name: "Runs" });
  await expect(runs.getByText("live").first()).toBeVisible({ timeout: 2 * MOST_MS });

  await page.goto("/s/demo/sources");
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Up to date");
  const actions = () => row.getByRole("button", { name: `Actions for ${name}` }).click();
  await actions();
  await page.getByRole("menuitem", { name: "Pause" }).click();
  await expect(row).toContainText("Paused");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).not.toContainText("Paused");

  await actions();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Delete “${name}”` })
    .click();
  await expect(row).toBeHidden();
});

test("a form says by its field what the API refused, and gives it the focus", async ({ page }) => {
  await page.goto("/s/demo/sources/new?kind=website");
  await page.getByLabel("Name").fill("Nowhere");
  await page.getByLabel("Address", { exact: true }).fill("not an address");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Address", { exact: true })).toBeFocused();
});
