/** A merchant's first five minutes, by the clock: from signing up to a cited answer on a page of their own shop. */
import { writeFileSync } from "node:fs";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";

const SHOP = process.env.AISLE_SHOP_URL ?? "";
const OWN = Date.now().toString(36);
const MOST_MS = 240_000;
const QUESTION = "How long do I have to send something back?";
const ANSWER = /45 days/;

const seconds: Record<string, number> = {};

async function step(name: string, act: () => Promise<void>): Promise<void> {
  const from = performance.now();
  await test.step(name, act);
  seconds[name] = Math.round((performance.now() - from) / 100) / 10;
}

const onward = (page: Page) => page.getByRole("button", { name: "Continue" });

async function signUp(page: Page): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Ada Otter");
  await page.getByLabel("Email").fill(`ada-${OWN}@otter.example`);
  await page.getByLabel("New password").fill("seven otters juggle plums");
  await page.getByLabel("Name of your shop").fill(`Otter ${OWN}`);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/onboarding/store");
}

async function detect(page: Page): Promise<void> {
  await page.getByLabel("Store address").fill(SHOP);
  await page.getByLabel("Currency").selectOption("GBP");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/onboarding/read*");
  await page.getByRole("button", { name: /^Read localhost/ }).click({ timeout: 30_000 });
}

async function tune(page: Page): Promise<void> {
  await onward(page).click({ timeout: MOST_MS });
  await page.getByRole("radio", { name: /^Plain/ }).check();
  await page.getByLabel("Who gets what Aisle can’t answer").fill("help@otter.example");
  await onward(page).click();
  await page.waitForURL("**/onboarding/try*");
}

/** Ask in a chat and follow the answer's first mark to its quote. */
async function askAndCheck(chat: FrameLocator): Promise<void> {
  await chat.getByRole("textbox").fill(QUESTION);
  await chat.getByRole("textbox").press("Enter");
  const answer = chat.locator("article.aw-a").last();
  await expect(answer).toContainText(ANSWER, { timeout: 20_000 });
  await answer.locator("p button").first().click();
  await expect(chat.getByRole("dialog").locator("mark")).toContainText(ANSWER);
}

async function look(page: Page): Promise<void> {
  await onward(page).click();
  await page.getByLabel("Name in the header").fill("Ask Otter");
  await page.getByRole("button", { name: "Show preview" }).click();
  await expect(page.getByTitle("Preview of the chat")).toBeVisible();
  await onward(page).click();
}

async function install(page: Page): Promise<void> {
  await expect(page.getByLabel("Address of your site")).toHaveValue(new RegExp(`^${SHOP}`));
  await page.getByRole("button", { name: "Allow this site" }).click();
  const snippet = await page.locator(".snippet").textContent();
  const put = await page.request.post(`${SHOP}/theme`, { data: snippet?.trim() ?? "" });
  expect(put.status()).toBe(204);
}

async function askInTheShop(page: Page): Promise<void> {
  await page.goto(`${SHOP}/help/delivery`);
  await page.locator("aisle-widget button.l").click();
  const chat = page.frameLocator("aisle-widget iframe");
  await askAndCheck(chat);
  const source = chat.getByRole("dialog").getByRole("link").first();
  const [opened] = await Promise.all([page.waitForEvent("popup"), source.click()]);
  await expect(opened.getByRole("heading", { level: 1 })).toHaveText("Returns");
  await opened.close();
}

test("2: from signing up to a cited answer in the widget", async ({ page, context }) => {
  await step("signed up", () => signUp(page));
  await step("address given, shop recognised, reading begun", () => detect(page));
  await step("ten pages read, tone and hand-over chosen", () => tune(page));
  await step("all read and live", () =>
    expect(page.getByText("Everything is read.")).toBeVisible({ timeout: MOST_MS }),
  );
  await step("asked in the console, with its quote", () =>
    askAndCheck(page.frameLocator("iframe")),
  );
  await step("look chosen and published", () => look(page));
  await step("site allowed, line put into the shop", () => install(page));
  const shop = await context.newPage();
  await step("asked in the shop, with its quote and its page", () => askInTheShop(shop));
  await step("seen on the site", () =>
    expect(page.getByText(`Seen on ${SHOP}`)).toBeVisible({ timeout: 30_000 }),
  );
  const times = process.env.AISLE_TIMES;
  if (times) writeFileSync(times, JSON.stringify(seconds));
});
