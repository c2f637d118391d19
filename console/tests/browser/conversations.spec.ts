/** Conversations: found, read, labelled, noted on, put away and brought back; by mouse and by keyboard. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { ask, rate } from "./asking";
import { faults } from "./axe";
import { publish, send } from "./staff";

const MOST_TABS = 12;
const word = () => `k${Math.random().toString(36).slice(2, 10)}`;

/** Go to something by the Tab key, as who has no mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let at = 0; at < MOST_TABS; at += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

test("a conversation with a photo comes up by itself, is found, labelled, noted on, archived and brought back", async ({
  page,
}) => {
  test.slow();
  const rare = word();
  await page.goto("/s/demo/conversations");
  const list = page.getByRole("region", { name: "Conversations", exact: true });
  await list.locator("h2, .convs").first().waitFor();
  const photo = await page.screenshot({
    type: "jpeg",
    clip: { x: 0, y: 0, width: 240, height: 240 },
  });
  await ask(page, `Do you repair zips, ${rare}?`, photo);
  const entry = list.getByRole("link", { name: new RegExp(rare) });
  await expect(entry, "the stream brings it").toBeVisible({ timeout: 15_000 });

  await list.getByRole("searchbox").fill(rare);
  await expect(list.locator("mark").first()).toHaveText(rare);
  await expect(page).toHaveURL(new RegExp(`q=${rare}`));
  await list.getByLabel("Photos").selectOption("With a photo");
  await expect(page).toHaveURL(/photo=true/);
  await expect(entry).toContainText("1 photo");
  await entry.click();
  await expect(page.locator(".me")).toContainText(rare);
  await expect(page.getByRole("img", { name: "Photo from the shopper" })).toBeVisible();

  await page.getByRole("button", { name: "Label", exact: true }).click();
  await page.getByLabel("New label").fill(rare);
  await page.getByRole("button", { name: "Save labels" }).click();
  await expect(page.locator(".t-side .tag", { hasText: rare })).toBeVisible();

  await page.getByLabel("Add a note").fill("Asked the workshop.");
  await page.getByLabel("Add a note").blur();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Add a note"), "47: a draft survives").toHaveValue(
    "Asked the workshop.",
  );
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.locator(".notes")).toContainText("Asked the workshop.");

  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(entry).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(entry).toBeVisible();
});

test("by keyboard alone: J and K walk, Enter opens, L labels, N notes, E archives, Esc goes back", async ({
  page,
}) => {
  test.slow();
  const rare = word();
  await ask(page, `Do you repair zips, ${rare}?`);
  await ask(page, `What is your returns policy, ${rare}?`);
  await page.goto(`/s/demo/conversations?q=${rare}`);
  const rows = page.locator(".convs a");
  await expect(rows).toHaveCount(2);
  for (const [key, row] of [
    ["j", 0],
    ["j", 1],
    ["j", 1],
    ["k", 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(rows.nth(row)).toBeFocused();
  }
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys).toContainText("Next conversationJ");
  await page.keyboard.press("Escape");
  await expect(rows.first()).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.locator(".me")).toContainText("returns policy");
  await page.keyboard.press("j");
  await expect(rows.nth(1), "the other row, while the first is read").toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`conversations\\?q=${rare}`));
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".me")).toContainText("returns policy");
  await page.keyboard.press("l");
  await expect(page.getByRole("dialog", { name: "Labels" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByLabel("Add a note")).toBeFocused();
  await page.locator("h2").first().focus();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("e");
  await expect(page.getByText("Conversation archived")).toBeVisible();
});

test("feedback leads to the article, the assistant's words or a new article, is dealt with and opened again", async ({
  page,
}) => {
  test.slow();
  const rare = word();
  const article = await publish(page, `The ${rare} buckle`, `Wax the ${rare} buckle once a year.`);
  const asked = await ask(page, `How often is the ${rare} buckle waxed?`);
  await rate(page, asked, { rating: "down", reasons: ["too_long"], comment: `No ${rare}.` });
  await page.goto("/s/demo/conversations/feedback?rating=down");
  const card = page.getByRole("article").filter({ hasText: `No ${rare}.` });
  const fix = card.getByRole("button", { name: "Fix this" });
  const ways = page.getByRole("dialog", { name: "Fix this" });

  await fix.click();
  await ways.getByRole("link", { name: /^Article that it cited/ }).click();
  await expect(page).toHaveURL(new RegExp(`knowledge/${article}`));
  await expect(page.getByRole("heading", { name: `The ${rare} buckle` })).toBeVisible();
  await page.goBack();
  await fix.focus();
  await page.keyboard.press("Enter");
  await tabTo(page, ways.getByRole("link", { name: /^Setting of the assistant/ }));
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/assistant\/instructions/);
  await expect(page.getByLabel("Your own words on manner")).toBeVisible();
  await page.goBack();
  await fix.click();
  await ways.getByRole("link", { name: /^New article with the question/ }).click();
  await expect(page).toHaveURL(/knowledge\/new\?question=/);
  await expect(card, "the next screen is there").toBeHidden();
  await page.goBack();

  await card.getByRole("button", { name: "Mark as dealt with" }).click();
  await expect(card).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card).toBeVisible();
  await card.getByRole("button", { name: "Mark as dealt with" }).focus();
  await page.keyboard.press("Enter");
  await expect(card).toBeHidden();
  await page.getByLabel("State").selectOption("Dealt with");
  await expect(card).toContainText(/Dealt with by .+/);
  await expect(card.getByRole("button", { name: "Open again" })).toBeVisible();
  await send(page, "DELETE", `/articles/${article}`);
});

test("the trace of an answer has an address that leads to a step", async ({ page }) => {
  const { message } = await ask(page, "What is your returns policy?");
  await page.goto(`/s/demo/answers/${message}`);
  const found = page.getByRole("table", { name: "Find and rank" });
  await expect(found.getByRole("row", { name: /yes$/ }).first()).toBeVisible();
  await expect(found.getByText(/^Not used:/).first()).toBeVisible();
  await page.getByRole("button", { name: /^Write the answer/ }).click();
  await expect(page).toHaveURL(/step=write/);
  await page.reload();
  await expect(page.getByText("No model was asked.", { exact: false })).toBeVisible();
});

test("6, 12: axe finds nothing serious on a thread and a trace, which do not scroll sideways", async ({
  page,
}) => {
  test.slow();
  const { conversation, message } = await ask(page, "Which rucksack for three days under 150?");
  for (const path of [`conversations/${conversation}`, `answers/${message}`])
    for (const [width, colorScheme] of [
      [1440, "light"],
      [390, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`/s/demo/${path}`);
      await page.locator(".bot, .psg").first().waitFor();
      expect(await faults(page), `${path} ${width}`).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    }
});
