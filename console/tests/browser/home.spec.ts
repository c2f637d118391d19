/** The first page: a sentence, numbers of the API alone, what needs somebody. */
import { expect, test } from "@playwright/test";

test("33: says the period in a sentence, with the API’s own numbers, and keeps the period in the address", async ({
  page,
}) => {
  const answered = page.waitForResponse(/\/stores\/demo\/home\?period=28d/);
  await page.goto("/s/demo");
  await page.getByRole("button", { name: "28 days" }).click();
  await expect(page).toHaveURL(/period=28d/);
  const said = await (await answered).json();
  const conversations: number = said.now.conversations;
  const sentence = conversations
    ? new RegExp(`^${conversations} conversations? in 28 days\\.`)
    : /^No conversations in 28 days\.$/;
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(sentence);
  await page.reload();
  await expect(page.getByRole("button", { name: "28 days" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});
