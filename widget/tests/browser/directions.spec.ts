import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type Chat, expect, test } from "./fixtures";
import { cutOff } from "./looks";
import { isPseudo, PSEUDO } from "./pseudo";

/** Every state that a question brings, and the sheets, from right to left and on paper. */
const QUESTIONS = [
  "Which rucksack for 3 wet days in the Lakes? Under £150",
  "Compare the top two",
  "What is the meaning of life?",
  "Break",
  "Can I send it back?",
];

async function speak(page: Page, language: string): Promise<void> {
  await page.route("**/c/demo", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"language":"en-GB"', `"language":"${language}"`);
    await route.fulfill({ response, body });
  });
  await page.goto("/c/demo");
}

/** Asks for every state; nothing is found by its words, which are of another language. */
async function askAll(chat: Chat, look: () => Promise<void>): Promise<void> {
  const field = chat.page.locator("textarea");
  for (const [at, question] of QUESTIONS.entries()) {
    await field.fill(question);
    await field.press("Enter");
    await expect(chat.log.locator("article.aw-a")).toHaveCount(at + 1);
    await expect(chat.log.locator("[aria-busy=true]")).toHaveCount(0);
    await chat.expectNoSidewaysScroll();
    await look();
  }
}

/** The scripted shop's own words, which no translator sees. */
const SHOPS_WORDS = ["answers", "shop", "conversations"]
  .map((name) => readFileSync(new URL(`../scripted/${name}.mjs`, import.meta.url), "utf8"))
  .concat(readFileSync(new URL("../server.mjs", import.meta.url), "utf8"), QUESTIONS)
  .join("\n")
  .replace(/\s+/g, " ");

/** What can be read on the page, its names for screen readers included, and is in no file of messages. */
async function untranslated(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = words.nextNode(); node; node = words.nextNode())
      if (!node.parentElement?.closest("script, .aw-me, .aw-text, [lang]:not(html)"))
        texts.push(node.textContent ?? "");
    for (const name of ["aria-label", "placeholder", "title", "alt"])
      for (const one of document.querySelectorAll(`[${name}]`))
        texts.push(one.getAttribute(name) ?? "");
    return texts.map((text) => text.replace(/\s+/g, " ").trim());
  });
  return [...new Set(found)].filter(
    (text) =>
      /[a-z]{2}/i.test(text) &&
      !isPseudo(text) &&
      !text.split(": ").every((part) => SHOPS_WORDS.includes(part)),
  );
}

test("18: in a language two fifths longer nothing stays English, is cut off or spills over", async ({
  chat,
  page,
}) => {
  test.slow();
  await page.route("**/frame/assets/de-*.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `export const de = ${JSON.stringify(PSEUDO)}`,
    }),
  );
  await page.setViewportSize({ width: 390, height: 844 });
  await speak(page, "de");
  await askAll(chat, async () => {
    expect(await cutOff(page)).toEqual([]);
    expect(await untranslated(page)).toEqual([]);
  });
  for (const button of await page.locator(".aw-h button[aria-haspopup=dialog]").all()) {
    await button.click();
    await expect(page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
    expect(await cutOff(page)).toEqual([]);
    expect(await untranslated(page)).toEqual([]);
    await page.keyboard.press("Escape");
  }
});

test("17: from right to left every state keeps within its lines, and is accessible", async ({
  chat,
  page,
}) => {
  test.slow();
  await speak(page, "ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await askAll(chat, async () => expect(await cutOff(page)).toEqual([]));
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
