/** Conversations: found, read, labelled, noted on, put away and brought back; by mouse and by keyboard. */
import { expect, test } from "@playwright/test";
import { ask } from "./asking";
import { faults } from "./axe";

const word = () => `k${Math.random().toString(36).slice(2, 10)}`;

test("a conversation comes up by itself, is found, labelled, noted on, archived and brought back", async ({
  page,
}) => {
  test.slow();
  const rare = word();
  await page.goto("/s/demo/conversations");
  const list = page.getByRole("region", { name: "Conversations", exact: true });
  await list.locator("h2, .convs").first().waitFor();
  await ask(page, `Do you repair zips, ${rare}?`);
  const entry = list.getByRole("link", { name: new RegExp(rare) });
  await expect(entry, "the stream brings it").toBeVisible({ timeout: 15_000 });

  await list.getByRole("searchbox").fill(rare);
  await expect(list.locator("mark").first()).toHaveText(rare);
  await expect(page).toHaveURL(new RegExp(`q=${rare}`));
  await entry.click();
  await expect(page.locator(".me")).toContainText(rare);

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

test("by keyboard alone: J and Enter open, L labels, N notes, E archives", async ({ page }) => {
  test.slow();
  const rare = word();
  await ask(page, `What is your returns policy, ${rare}?`);
  await page.goto(`/s/demo/conversations?q=${rare}`);
  await page.locator(".convs a").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.locator(".me")).toContainText(rare);
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
