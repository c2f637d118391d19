import { Chat, expect, test } from "./fixtures";

/** The same page in front of a running server: AISLE_BASE_URL says where. */
const real = process.env.AISLE_BASE_URL;

test.describe("against a real server", () => {
  test.skip(!real, "AISLE_BASE_URL is not set: no server to ask.");
  test.setTimeout(120_000);

  test("products come with their reasons from the shop's guides", async ({ chat }) => {
    await chat.open();
    await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
    const cards = chat.answer().locator(".aw-card");
    expect(await cards.count()).toBeGreaterThan(0);
    await expect(cards.first().getByRole("link")).toHaveAttribute("href", /^https?:/);
    await expect(cards.first()).toContainText(/£\d/);
    await expect(chat.answer().locator("button.aw-c").first()).toHaveAccessibleName(
      /^Source \d+, ./,
    );
  });

  test("5, 27: a source shows its quote inside the passage", async ({ chat, page }) => {
    await chat.open();
    await chat.askFully("How do I measure my back?");
    await chat.answer().locator("button.aw-c").first().click();
    const card = page.getByRole("dialog");
    await expect(card.getByText(/^As of/)).toBeVisible();
    const quote = (await card.locator("mark").textContent()) ?? "";
    const passage = (await card.locator("blockquote").textContent()) ?? "";
    expect(quote.length).toBeGreaterThan(10);
    expect(passage).toContain(quote);
    expect(passage.length).toBeGreaterThan(quote.length);
    await expect(card.locator("mark")).toBeInViewport();
    await page.keyboard.press("Escape");
    await chat.expectAccessible("answer");
  });

  test("a reload, a comparison and an honest no", async ({ chat, page }) => {
    await chat.open();
    await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
    await page.reload();
    await expect(chat.question("Which rucksack")).toBeVisible();
    await expect(chat.answer().locator(".aw-card").first()).toBeVisible();

    await chat.askFully("Compare the top two");
    await expect(chat.answer().getByRole("table")).toBeVisible();
    expect(await chat.answer().getByRole("rowheader").count()).toBeGreaterThan(1);

    await chat.askFully("What is the meaning of life on Mars?");
    await expect(chat.answer().locator("button.aw-c")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Talk to a person" })).toBeVisible();
  });

  test("other versions of a message and of its answer, one at a time", async ({ chat, page }) => {
    await chat.open();
    await chat.askFully("How do I measure my back?");
    await chat.answer().getByRole("button", { name: "Answer again" }).click();
    await expect(chat.answer().getByText("2 of 2", { exact: true })).toBeVisible();
    await chat.idle();
    await page.getByRole("button", { name: "Edit “How do I measure my back?”" }).click();
    await chat.composer.fill("Can I machine wash a waxed jacket?");
    await chat.composer.press("Enter");
    await expect(chat.answer().getByText("3 of 3", { exact: true })).toBeVisible();
    await chat.idle();
    await page.reload();
    await expect(chat.question("waxed jacket")).toBeVisible();
    await chat.answer().getByRole("button", { name: "Show the version before" }).click();
    await expect(chat.question("measure my back")).toBeVisible();
    await expect(chat.answer().getByText("2 of 3", { exact: true })).toBeVisible();
    await chat.answer().locator("button.aw-c").first().click();
    await expect(page.getByRole("dialog").getByText(/^As of/)).toBeVisible();
  });

  test("feedback is kept, changed and taken back", async ({ chat, page }) => {
    await chat.open();
    await chat.askFully("How do I measure my back?");
    const bad = chat.answer().getByRole("button", { name: "Bad answer" });
    const kept = (method: string) =>
      page.waitForResponse(
        (response) =>
          response.url().endsWith("/feedback") && response.request().method() === method,
      );
    let reply = kept("POST");
    await bad.click();
    expect((await reply).status()).toBe(200);
    for (const reason of ["Out of date", "The source doesn’t say so", "Wrong language"])
      await page.getByLabel(reason).check();
    await page.getByLabel("In your own words").fill("It is longer by now.");
    reply = kept("POST");
    await page.getByRole("button", { name: "Send feedback" }).click();
    expect((await (await reply).json()).reasons).toHaveLength(3);
    await bad.click();
    reply = kept("DELETE");
    await page.getByRole("button", { name: "Take it back" }).click();
    expect((await reply).status()).toBe(204);
    await expect(bad).toHaveAttribute("aria-pressed", "false");
  });

  test("the demo shop is read without scripts, and carries the chat by the tag of any shop", async ({
    browser,
    page,
  }) => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const read = await plain.newPage();
    await read.goto(`${real}/demo/c/rucksacks`);
    await read.getByRole("link", { name: "Stonechat 38", exact: true }).first().click();
    await expect(read.getByRole("heading", { name: "Stonechat 38" })).toBeVisible();
    await expect(read.getByText(/^£\d/).first()).toBeVisible();
    await plain.close();

    const look = page.waitForResponse((response) => response.url().includes("/widget/config"));
    await page.goto("/demo/products/stonechat-38");
    expect((await look).status()).toBe(200);
    const chat = new Chat(page, page.frameLocator("aisle-widget iframe"));
    await page.locator("aisle-widget button.l").click();
    await chat.askFully("Can I machine wash a waxed jacket?");
    await expect(chat.answer().locator("button.aw-c").first()).toBeVisible();
  });
});
