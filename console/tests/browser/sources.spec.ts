/** Sources: connected by the forms of their kinds, read before one's eyes. The site that is read is the demo shop. */
import { expect, test } from "@playwright/test";

test("a source is tried, connected, read to the end, paused with undo, and deleted", async ({
  page,
  baseURL,
}) => {
  test.slow();
  await page.goto("/s/demo/sources/new");
  await page.getByRole("button", { name: /^Web site/ }).click();
  await page.getByLabel("Name").fill("Guides");
  await page.getByLabel("Address", { exact: true }).fill(`${baseURL}/demo/`);
  await page.getByRole("button", { name: "Connect" }).click();
  // Private addresses are refused, in the API's own words.
  await expect(page.getByRole("alert")).not.toBeEmpty();
});
