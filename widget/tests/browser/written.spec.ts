import { expect, test } from "./fixtures";

test("a written answer says that a machine wrote it, and never which", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Write about my back");
  await expect(chat.answer().getByText("Written by AI from our guides")).toBeVisible();
  expect(await page.content()).not.toContain("acme-large-3");
  await expect(chat.answer().getByText(/^Prices and stock as of 2 Mar 2026/)).toBeVisible();
  await expect(chat.answer().getByText("so I looked under £150 (3 found)")).toBeVisible();
  await page.reload();
  await expect(chat.answer().getByText("Written by AI from our guides")).toBeVisible();
});

test("it grows by sentences while it is written", async ({ chat }) => {
  await chat.open();
  await chat.ask("Slowly write about my back");
  await expect(chat.answer()).toContainText("is right.");
  await expect(chat.source(1)).toBeVisible();
  await expect(chat.stop).toBeVisible();
  await chat.idle();
});

test("a sentence that nothing bears out is marked, and a press says what that means", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Write about my back");
  const marked = chat.answer().locator(".aw-unproven");
  await expect(marked).toHaveText("Mountain guides in the Lakes use it every day.");
  const mark = chat.answer().getByRole("button", { name: /^not in our shop’s sources/ });
  await expect(mark).toHaveAccessibleName(/What does this mean\?$/);
  await mark.press("Enter");
  const card = page.getByRole("dialog", { name: "Not in our shop’s sources" });
  await expect(card.getByText("Check it with us before you rely on it.")).toBeVisible();
  await expect(card.getByRole("link", { name: "help@pikeandtarn.example" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(mark).toBeFocused();
});

test("a card number that the server took out is said, and gone from the page", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Take account 12345678");
  await expect(chat.log.getByText("The card number in your message was removed")).toBeVisible();
  await chat.idle();
  await expect(chat.question("Take account [removed]")).toBeVisible();
  await expect(chat.log.getByText("12345678")).toHaveCount(0);
  await page.reload();
  await expect(chat.log.getByText("The card number in your message was removed")).toBeVisible();
});
