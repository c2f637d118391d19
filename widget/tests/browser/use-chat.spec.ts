import { expect, test } from "@playwright/test";

/** The sample page of examples/use-chat in front of a running server: AISLE_SAMPLE_URL says where. */
const sample = process.env.AISLE_SAMPLE_URL;

test.describe("the AI SDK's useChat, unchanged", () => {
  test.skip(!sample, "AISLE_SAMPLE_URL is not set: no sample page to open.");
  test.setTimeout(60_000);

  test.beforeEach(async ({ page }) => {
    await page.goto(sample ?? "");
  });

  test("an answer streams in with its sources and is there after a reload", async ({ page }) => {
    await page.getByLabel("Your question").fill("How do I measure my back?");
    await page.getByRole("button", { name: "Ask" }).click();
    const answer = page.locator("article[data-role=assistant]");
    await expect(answer).toContainText(/\[1\] .+: “.+”/);
    await expect(page.getByRole("button", { name: "Ask" })).toBeVisible();
    const said = await answer.textContent();

    await page.reload();
    await expect(page.locator("article[data-role=user]")).toHaveText("How do I measure my back?");
    await expect(answer).toHaveCount(1);
    expect(await answer.textContent()).toBe(said);
  });

  test("a second question goes on in the same conversation", async ({ page }) => {
    for (const question of ["A rucksack under £150", "And in green?"]) {
      await page.getByLabel("Your question").fill(question);
      await page.getByRole("button", { name: "Ask" }).click();
      await expect(page.locator("article").last()).toHaveAttribute("data-role", "assistant");
      await expect(page.getByRole("button", { name: "Ask" })).toBeVisible();
    }
    await page.reload();
    await expect(page.locator("article")).toHaveCount(4);
  });

  test("an answer that is asked for again takes the place of the old one", async ({ page }) => {
    await page.getByLabel("Your question").fill("Can I machine wash a waxed jacket?");
    await page.getByRole("button", { name: "Ask" }).click();
    await expect(page.getByRole("button", { name: "Ask" })).toBeVisible();
    await expect(page.locator("article[data-role=assistant]")).toContainText("[1]");

    await page.getByRole("button", { name: "Answer again" }).click();
    await expect(page.getByRole("button", { name: "Ask" })).toBeVisible();
    await expect(page.locator("article[data-role=assistant]")).toContainText("[1]");
    await page.reload();
    await expect(page.locator("article[data-role=user]")).toHaveCount(1);
    await expect(page.locator("article[data-role=assistant]")).toHaveCount(1);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});
