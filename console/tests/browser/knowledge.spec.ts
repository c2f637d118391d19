/** Knowledge: written, kept, reviewed; and two people at one text. */
import { expect, type Page, test } from "@playwright/test";

const MOST_MS = 60_000;

async function begin(page: Page): Promise<string> {
  const title = `Care ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  await page.goto("/s/demo/knowledge?new=open");
  await page.getByRole("dialog").getByLabel("Title").fill(title);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
  return title;
}

const text = (page: Page) => page.getByLabel("Text", { exact: true });
const saved = (page: Page) => expect(page.getByText(/^Saved \d/)).toBeVisible({ timeout: 15_000 });

test("23, 35: unsent text survives a reload; two browsers write one text, and both are kept", async ({
  page,
  context,
}) => {
  test.setTimeout(2 * MOST_MS);
  await begin(page);
  await text(page).fill("Wash it cold.");
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(text(other)).toHaveValue("Wash it cold.");

  await page.route("**/draft", (route) => route.abort());
  await text(page).fill("Wash it cold.\n\nMine: dry it flat.");
  await expect(page.getByText(/^Not saved: you’re offline/)).toBeVisible({ timeout: 15_000 });
  await text(other).fill("Wash it cold.\n\nTheirs: no bleach.");
  await saved(other);
  // What one browser keeps for itself is its own; these two share a device, so the other's copy must not be there.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.unroute("**/draft");
  await text(page).press("End");
  await text(page).pressSequentially(" Always.");
  const conflict = page.getByRole("region", { name: /Somebody saved this/ });
  await expect(conflict).toContainText("Mine: dry it flat. Always.", { timeout: 15_000 });
  await expect(conflict).toContainText("Theirs: no bleach.");
  await conflict.getByRole("button", { name: "Keep this choice" }).click();
  await saved(page);
  await page.reload();
  await expect(text(page)).toHaveValue(/Mine: dry it flat\. Always\.\n\nTheirs: no bleach\./);

  await page.route("**/draft", (route) => route.abort());
  await text(page).fill("Unsent words.");
  await page.waitForTimeout(100);
  await page.reload();
  await expect(text(page)).toHaveValue("Unsent words.");
});

test("an article is written by its buttons, sent, commented, approved, and stands in its history", async ({
  page,
}) => {
  test.setTimeout(2 * MOST_MS);
  await begin(page);
  await text(page).fill("Wax it once a year.");
  await page.getByRole("button", { name: "Heading", exact: true }).click();
  await expect(text(page)).toHaveValue("## Wax it once a year.");
  await saved(page);
  await expect(page.getByText("1 passage", { exact: true })).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "Send for review" }).click();
  await expect(page).toHaveURL(/part=review/);
  await page.getByLabel("Your comment").fill("Is that so?");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Is that so?")).toBeVisible();
  await page.getByRole("button", { name: "Approve version 1" }).click();
  await expect(page.getByText("Nothing waits for approval", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByText(/^Approved Version 1/)).toBeVisible();
});
