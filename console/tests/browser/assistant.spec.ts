/** The assistant: tried in the test chat, changed by two people at once, published, and brought back. */
import { expect, type Page, test } from "@playwright/test";
import { outlives } from "./unsent";

const saved = (page: Page) => expect(page.getByText(/^Saved/)).toBeVisible();

test("draft and live answer side by side, and the answer's trace stands beside them", async ({
  page,
}) => {
  test.slow();
  await page.goto("/s/demo/assistant");
  await page.getByRole("button", { name: "Both" }).click();
  await page.getByLabel("Ask as a shopper would").fill("What is your returns policy?");
  await page.keyboard.press("Enter");
  const chat = page.getByRole("log", { name: "Test conversation" });
  await expect(chat.locator(".bot .ev").first()).toBeVisible({ timeout: 20_000 });
  await expect(chat.getByRole("button", { name: "Show trace" })).toHaveCount(2);
  await expect(page.getByRole("table", { name: "Find and rank" })).toBeVisible();
  await expect(page).toHaveURL(/trace=/);

  await page.locator(".try-as summary").click();
  await page.getByLabel("Page", { exact: true }).fill("/tents");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/as_page=%2Ftents/);
  await expect(page.locator(".try-as summary")).toContainText("1 thing set");
});

test("23, 35, 37: two windows edit the draft: both settings are kept, a clash is asked about, and it is published and taken back", async ({
  page,
  context,
}) => {
  test.slow();
  const mark = Math.random().toString(36).slice(2, 8);
  const path = "/s/demo/assistant";
  await outlives(page, { path, label: "Your own words on manner" }, `Alone ${mark}.`);
  const other = await context.newPage();
  for (const one of [page, other]) await one.goto(path);
  const words = (one: Page) => one.getByLabel("Your own words on manner");
  await words(page).fill(`Mine ${mark}.`);
  await saved(page);
  await other.getByLabel("Length of answers").selectOption("short");
  await saved(other);
  await expect(words(other), "what the other one wrote").toHaveValue(`Mine ${mark}.`);

  await words(page).fill(`First ${mark}.`);
  await saved(page);
  await words(other).fill(`Second ${mark}.`);
  await other.getByRole("button", { name: "Keep mine" }).click();
  await saved(other);
  await other.reload();
  await expect(words(other)).toHaveValue(`Second ${mark}.`);

  await other.getByRole("button", { name: "Publish draft" }).click();
  const dialog = other.getByRole("dialog", { name: "Publish draft" });
  await expect(dialog).toContainText(mark);
  await dialog.getByLabel(/^Why/).fill(`Test ${mark}`);
  await dialog.getByRole("button", { name: "Publish now" }).click();
  await expect(dialog).toBeHidden();
  await other.getByRole("button", { name: /^Go back to version/ }).click();
  await expect(other.getByText(/answers again/).first()).toBeVisible();

  await other.goto("/s/demo/assistant/versions");
  const row = other.getByRole("row", { name: new RegExp(mark) });
  await row.getByRole("link").click();
  await expect(other.locator("ins").first()).toContainText("Second");
});
