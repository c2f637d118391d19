import { expect, test } from "./fixtures";

/** The same page in front of a running server: AISLE_BASE_URL says where. */
const real = process.env.AISLE_BASE_URL;

test.describe("against a real server", () => {
  test.skip(!real, "AISLE_BASE_URL is not set: no server to ask.");
  test.setTimeout(120_000);

  test("a cited answer, its source, a reload, a comparison and an honest no", async ({
    chat,
    page,
  }) => {
    await chat.open();
    await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
    await expect(chat.answer().locator("p button").first()).toHaveAccessibleName(/^Source \d+, ./);
    const cards = chat.answer().locator(".aw-card");
    expect(await cards.count()).toBeGreaterThan(0);
    await expect(cards.first().getByRole("link")).toHaveAttribute("href", /^https?:/);
    await expect(cards.first()).toContainText(/\d/);

    await chat.answer().locator("p button").first().click();
    const card = page.getByRole("dialog");
    await expect(card.getByText(/^As of/)).toBeVisible();
    const quote = (await card.locator("mark").textContent()) ?? "";
    const passage = (await card.locator("blockquote").textContent()) ?? "";
    expect(quote.length).toBeGreaterThan(10);
    expect(passage).toContain(quote);
    await page.keyboard.press("Escape");
    await chat.expectAccessible("answer");

    await page.reload();
    await expect(chat.question("Which rucksack")).toBeVisible();
    expect(await cards.count()).toBeGreaterThan(0);

    await chat.askFully("Compare the top two");
    await expect(chat.answer().getByRole("table")).toBeVisible();
    expect(await chat.answer().getByRole("rowheader").count()).toBeGreaterThan(1);

    await chat.askFully("What is the meaning of life on Mars?");
    await expect(chat.answer().locator("p button")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Talk to a person" })).toBeVisible();
  });
});
