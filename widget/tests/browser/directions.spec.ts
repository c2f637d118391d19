import { expect, test } from "./fixtures";

/** Every state that a question brings, and the sheets, from right to left and on paper. */
const QUESTIONS = [
  "Which rucksack for 3 wet days in the Lakes? Under £150",
  "Compare the top two",
  "What is the meaning of life?",
  "Break",
  "Can I send it back?",
];

test("from right to left every state keeps within its lines, and is accessible", async ({
  chat,
  page,
}) => {
  test.slow();
  await page.route("**/c/demo", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"language":"en-GB"', '"language":"ar"');
    await route.fulfill({ response, body });
  });
  await page.goto("/c/demo");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const field = page.locator("textarea");
  for (const [at, question] of QUESTIONS.entries()) {
    await field.fill(question);
    await field.press("Enter");
    await expect(chat.log.locator("article.aw-a")).toHaveCount(at + 1);
    await expect(chat.log.locator("[aria-busy=true]")).toHaveCount(0);
    await chat.expectNoSidewaysScroll();
  }
  await chat.expectAccessible("answers from right to left");
  // What is the shopper's own stands at the end of a line: on the left.
  const column = await chat.log.locator(".aw-col").boundingBox();
  const own = await chat.question("Compare").boundingBox();
  expect((own?.x ?? 0) - (column?.x ?? 0)).toBeLessThan(24);
  await page.locator(".aw-h button[aria-haspopup=dialog]").click();
  await expect(page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
  await chat.expectAccessible("menu from right to left");
});

test("on paper stands the whole conversation, and nothing to press", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully(QUESTIONS[0] ?? "");
  await chat.askFully("Tell a very long story");
  const cut = await chat.log.evaluate((log) => log.scrollHeight - log.clientHeight);
  expect(cut).toBeGreaterThan(500);
  await page.emulateMedia({ media: "print" });
  for (const button of [".aw-send", ".aw-tools", ".aw-chip", ".aw-ib", ".aw-latest"])
    await expect(page.locator(button).filter({ visible: true }), button).toHaveCount(0);
  const whole = await chat.log.evaluate((log) => log.scrollHeight - log.clientHeight);
  expect(whole).toBe(0);
  await expect(chat.log.getByText("Stonechat 38").first()).toBeVisible();
  await expect(chat.log.getByText("Paragraph 44.")).toBeVisible();
});
