/** The assistant: tried in the test chat, changed by two people at once, published, and brought back. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { outlives } from "./unsent";

const saved = (page: Page) => expect(page.getByText(/^Saved/)).toBeVisible();
const caretOf = (words: Locator) =>
  words.evaluate((box) => (box as HTMLTextAreaElement).selectionStart);

/** Variables come in by the key "{" and by the menu, stand as chips, and leave the caret where one goes on. */
async function insertsVariables(page: Page, words: Locator): Promise<void> {
  await words.fill("Speak for .");
  await words.press("ArrowLeft");
  await page.keyboard.press("{");
  const first = page.getByRole("menuitem", { name: "{store} The store’s name" });
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(words).toHaveValue("Speak for {store}.");
  await expect(words).toBeFocused();
  await saved(page);
  expect(await caretOf(words), "saving leaves the caret alone").toBe("Speak for {store}".length);
  await page.keyboard.type(" in ");
  await page.getByRole("button", { name: "Insert variable" }).click();
  await page.getByRole("menuitem", { name: /^.language/ }).click();
  await expect(words).toHaveValue("Speak for {store} in {language}.");
  await expect(page.locator(".chip")).toHaveText(["{store}", "{language}"]);

  await words.fill("Speak for {nobody}.");
  await expect(page.locator(".chip.odd")).toHaveText("{nobody}");
  await expect(page.getByRole("alert")).toContainText("{nobody}");
  await words.fill("Speak for {store}.");
  await saved(page);
}

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

  const asked = page.locator(".try-as summary");
  await expect(asked).toHaveText("Asking as a new shopper");
  await asked.click();
  await page.getByLabel("Page", { exact: true }).fill("/tents");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/as_page=%2Ftents/);
  await page.getByLabel("Signed in").check();
  await page.getByLabel("Find a product").fill("Stonechat");
  await page.locator(".basket .found button").first().click();
  await expect(asked).toHaveText(/a signed-in shopper, on .+tents.+, 1 product in the basket/);
  await expect(page.getByLabel("Find a product"), "the basket is in sight").toBeInViewport();
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
  await insertsVariables(page, words(page));
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
