import type { Page } from "@playwright/test";
import { type Chat, expect, test } from "./fixtures";

const focusedName = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
  );

/** Presses Tab until the wanted thing has the focus; every stop on the way must be seen. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    await expectSeen(page);
    if (name.test((await focusedName(page)) ?? "")) return;
  }
  throw new Error(`${name} was not reached by ${key}.`);
}

/** The focused element lies in sight, nothing covers it, and its focus has a visible edge. */
async function expectSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "outside";
    const { left, top, width, height } = element.getBoundingClientRect();
    const x = Math.min(Math.max(left + width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(top + height / 2, 1), innerHeight - 1);
    const hit = document.elementFromPoint(x, y);
    const isOnTop = hit !== null && (element.contains(hit) || hit.contains(element));
    const edge = [element, element.closest(".aw-box")].some(
      (one) => one && getComputedStyle(one).outlineStyle !== "none",
    );
    return isOnTop && edge ? "seen" : `not seen: ${element.outerHTML.slice(0, 100)}`;
  });
  expect(["seen", "outside"]).toContain(seen);
}

async function askByKeys(chat: Chat, text: string): Promise<void> {
  await expect(chat.composer).toBeFocused();
  await chat.page.keyboard.type(text);
  await chat.page.keyboard.press("Enter");
  await chat.idle();
}

test("7: the whole chat works by keyboard alone", async ({ chat, page }) => {
  await chat.open();
  await askByKeys(chat, "Which rucksack for 3 wet days in the Lakes? Under £150");
  await expect(chat.composer).toBeFocused();

  await tabTo(page, /^Conversation$/, "Shift+Tab");
  await page.keyboard.press("ArrowUp");
  expect(await focusedName(page)).toBe("Answer");
  await page.keyboard.press("ArrowUp");
  expect(await focusedName(page)).toBe("You said");
  await page.keyboard.press("ArrowDown");
  expect(await focusedName(page)).toBe("Answer");

  await tabTo(page, /^Source 1, Rucksack size guide$/);
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: "Rucksack size guide" });
  await expect(card).toBeFocused();
  await tabTo(page, /Open the page/);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  expect(await focusedName(page)).toBe("Source 1, Rucksack size guide");

  await tabTo(page, /^Compare the top two$/);
  await page.keyboard.press("Enter");
  await chat.idle();
  await expect(chat.answer().getByRole("table")).toBeVisible();

  await tabTo(page, /^Menu$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, /^Start a new chat$/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ask about rucksacks, sizes")).toBeVisible();
  expect(await focusedName(page)).toBe("Menu");
});

test("30: a person is two presses away, and Esc leads back", async ({ chat, page }) => {
  await chat.open();
  await tabTo(page, /^Talk to a person$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog").getByRole("link", { name: "help@pikeandtarn.example" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await focusedName(page)).toBe("Talk to a person");
});

test("19: Shift and Enter makes a line, Enter while a word is composed sends nothing", async ({
  chat,
  page,
}) => {
  await chat.open();
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await expect(chat.composer).toHaveValue("one\ntwo");

  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "雨", selectionStart: 1, selectionEnd: 1 });
  await session.send("Input.dispatchKeyEvent", {
    type: "rawKeyDown",
    key: "Enter",
    code: "Enter",
    windowsVirtualKeyCode: 229,
  });
  await expect(chat.question("one")).toHaveCount(0);
  await session.send("Input.insertText", { text: "雨" });
  await page.keyboard.press("Enter");
  await expect(chat.question("one")).toHaveText("one\ntwo雨");
  await chat.idle();
});

test("the cursor starts in the composer on a desktop", async ({ chat }) => {
  await chat.open();
  await expect(chat.composer).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("the keyboard stays down at first, and stays up after sending", async ({ chat }) => {
    await chat.open();
    await expect(chat.composer).not.toBeFocused();
    await chat.composer.tap();
    await chat.composer.fill("Rain?");
    await chat.send.tap();
    await expect(chat.composer).toBeFocused();
    await chat.idle();
  });
});

test("11: live regions speak seldom while an answer streams, and say it once", async ({
  chat,
  page,
}) => {
  await chat.open();
  await page.evaluate(() => {
    const heard: { at: number; text: string }[] = [];
    Object.assign(window, { heard });
    for (const region of document.querySelectorAll("[data-live]")) {
      new MutationObserver(() => {
        const text = region.textContent ?? "";
        if (text) heard.push({ at: performance.now(), text });
      }).observe(region, { childList: true, subtree: true, characterData: true });
    }
  });
  await chat.askFully("Tell a slow story");
  await page.waitForTimeout(500);
  const heard = await page.evaluate(
    () => (window as unknown as { heard: { at: number; text: string }[] }).heard,
  );
  expect(heard[0]?.text).toBe("Looking through the shop");
  const statuses = heard.slice(0, -1);
  for (const [at, status] of statuses.slice(1).entries()) {
    expect(status.at - (statuses[at]?.at ?? 0)).toBeGreaterThan(4900);
  }
  expect(heard.filter(({ text }) => text.includes("Paragraph 1."))).toHaveLength(1);
  expect(heard.at(-1)?.text).toContain("Paragraph 3.");
  await expect(chat.log).toHaveAttribute("aria-live", "off");
});
