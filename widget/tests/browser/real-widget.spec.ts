import { expect, test } from "@playwright/test";
import { Chat } from "./fixtures";

/** A page on an origin that a key lists, in front of a running server. */
const shop = process.env.AISLE_SAMPLE_URL;
test.describe("the widget against a real server", () => {
  test.skip(!shop, "AISLE_SAMPLE_URL is not set: no page that a key lists.");
  test.setTimeout(120_000);

  test("27, 32: answers on a shop's page under a strict policy, remembers, and deletes", async ({
    page,
  }) => {
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(`${shop}/shop`);
    await page.locator("aisle-widget button.l").click();
    const within = page.frameLocator("aisle-widget iframe");
    const chat = new Chat(page, within);
    await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
    const card = chat.answer().locator(".aw-card").first();
    await expect(card).toContainText(/£\d/);
    const picture = await card.locator("img").screenshot();
    const shown = await card.locator("img").getAttribute("src");
    await chat.answer().locator("button.aw-c").first().click();
    await expect(within.getByRole("dialog").locator("mark")).toBeVisible();
    await page.keyboard.press("Escape");
    // A photo of that product, without a word. Pictures are read a moment after a shop's products are.
    await expect(async () => {
      await within
        .locator("input[type=file]")
        .setInputFiles({ name: "seen.png", mimeType: "image/png", buffer: picture });
      await expect(within.locator(".aw-photo canvas")).toBeVisible();
      await within.locator(".aw-send").click();
      await expect(chat.answer()).toContainText("Looked at your photo", { timeout: 10_000 });
      await expect(chat.answer().locator(".aw-card img").first()).toHaveAttribute(
        "src",
        shown ?? "",
      );
    }).toPass({ timeout: 60_000, intervals: [3_000] });
    await page.reload();
    await expect(within.getByText("With a photo").first()).toBeVisible();
    await expect(chat.question("Which rucksack")).toBeVisible();
    await within.getByRole("button", { name: "Menu" }).click();
    await within.getByRole("button", { name: "Delete this chat" }).click();
    await within.getByRole("dialog").getByRole("button", { name: "Delete this chat" }).click();
    await expect(within.getByText("This chat is deleted.")).toBeAttached();
    expect(faults).toEqual([]);
  });
});
