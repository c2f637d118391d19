import type { Page } from "@playwright/test";
import { type Chat, expect, test } from "./fixtures";

const polite = (page: Page) => page.locator('[data-live][aria-live="polite"]');

async function twoVersions(chat: Chat): Promise<void> {
  await chat.open();
  await chat.askFully("Write about my back");
  await chat.answer().getByRole("button", { name: "Answer again" }).click();
  await expect(chat.answer()).toContainText("Take 2.");
  await chat.idle();
}

test("an answer is written again in its place, and both can be looked at", async ({
  chat,
  page,
}) => {
  await twoVersions(chat);
  await expect(chat.log.locator("article.aw-a")).toHaveCount(1);
  await expect(chat.answer().getByText("2 of 2", { exact: true })).toBeVisible();
  await expect(polite(page)).toContainText("Version 2 of 2. Take 2.");

  const before = chat.answer().getByRole("button", { name: "Show the version before" });
  await before.focus();
  await page.keyboard.press("Enter");
  await expect(chat.answer().getByText("1 of 2", { exact: true })).toBeVisible();
  await expect(chat.answer()).not.toContainText("Take 2.");
  await expect(polite(page)).toContainText("Version 1 of 2. For a torso");
  // The focus stays where the reader pressed, also at the end of the line.
  await expect(before).toBeFocused();
  await expect(before).toHaveAttribute("aria-disabled", "true");

  await page.reload();
  await expect(chat.answer().getByText("1 of 2", { exact: true })).toBeVisible();
  await chat.answer().getByRole("button", { name: "Show the next version" }).click();
  await expect(chat.answer()).toContainText("Take 2.");
});

test("one's last message is changed and sent again, by keyboard", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  await chat.composer.fill("half-typed");
  await page.getByRole("button", { name: "Edit “Compare the top two”" }).focus();
  await page.keyboard.press("Enter");
  await expect(chat.composer).toBeFocused();
  await expect(chat.composer).toHaveValue("Compare the top two");
  await page.keyboard.press("Escape");
  await expect(chat.composer).toHaveValue("half-typed");

  await page.getByRole("button", { name: "Edit “Compare the top two”" }).press("Enter");
  await chat.composer.fill("Write about my back");
  await page.keyboard.press("Enter");
  await expect(chat.question("Write about my back")).toBeVisible();
  await chat.idle();
  await expect(chat.question("Compare the top two")).toHaveCount(0);
  await expect(chat.composer).toHaveValue("half-typed");
  await expect(chat.answer().getByText("2 of 2", { exact: true })).toBeVisible();

  await chat.answer().getByRole("button", { name: "Show the version before" }).click();
  await expect(chat.question("Compare the top two")).toBeVisible();
  await expect(chat.answer().getByRole("table")).toBeVisible();
});

test("only the last message can be changed, and only while nothing is written", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  await chat.ask("Tell a slow story");
  await expect(chat.log.getByText("Paragraph 1.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit “/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Answer again" })).toHaveCount(0);
  await chat.stop.click();
  await chat.idle();
  await expect(page.getByRole("button", { name: /^Edit “/ })).toHaveCount(1);
  await page.context().setOffline(true);
  await expect(page.getByRole("button", { name: /^Edit “/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Continue" })).toHaveCount(0);
  await page.context().setOffline(false);
});

test("what was said behind an older version comes back with it", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Write about my back");
  await chat.answer().getByRole("button", { name: "Answer again" }).click();
  await chat.idle();
  await chat.askFully("Compare the top two");
  const first = chat.log.locator("article.aw-a").first();
  await first.getByRole("button", { name: "Show the version before" }).click();
  await expect(first.getByText("1 of 2", { exact: true })).toBeVisible();
  await expect(chat.question("Compare the top two")).toHaveCount(0);
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("an answer that cannot be begun anew leaves the one that stands", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("This can’t be asked again");
  await chat.answer().getByRole("button", { name: "Answer again" }).click();
  await expect(page.getByRole("main").getByText("That could not be done.")).toBeVisible();
  await expect(chat.answer()).toContainText("You asked: This can’t be asked again");
  await expect(chat.answer().getByRole("button", { name: "Answer again" })).toBeEnabled();
});

test("an answer that broke off goes on as one text", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("How to wash it?");
  await expect(chat.log.getByText("The answer stopped halfway.")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  const whole = "Wash it by hand in cool water. Let it dry in the shade. Then wax the seams.";
  await expect(chat.answer()).toContainText(whole);
  await chat.idle();
  await expect(page.getByRole("button", { name: "Continue" })).toHaveCount(0);
  await page.reload();
  await expect(chat.answer()).toContainText(whole);
});

test("a stopped answer goes on from its words", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Tell a slow story");
  await expect(chat.log.getByText("Paragraph 1.")).toBeVisible();
  await chat.stop.click();
  await chat.idle();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(chat.stop).toBeVisible();
  await expect(chat.log.getByText("Paragraph 1.").first()).toBeVisible();
  await chat.stop.click();
  await chat.idle();
});
