import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** The user's messages as the server has stored them, in this page's conversation. */
const storedQuestions = (page: Page) =>
  page.evaluate(async () => {
    const kept = (name: string) =>
      JSON.parse(localStorage.getItem(`aisle.demo.${name}`) ?? "{}").value;
    const headers = { authorization: `Bearer ${kept("session").token}` };
    const reply = await fetch(`/api/v1/conversations/${kept("conversation").id}/messages`, {
      headers,
    });
    const { items } = (await reply.json()) as { items: { role: string; text: string }[] };
    return items.filter(({ role }) => role === "user").map(({ text }) => text);
  });

interface Told {
  /** The `Last-Event-ID` with which streams were asked for again. */
  followed: string[];
}

const told = async (page: Page): Promise<Told> => (await page.request.get("/told")).json();

test("24: a reload in mid-answer shows it again and goes on to its end", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Tell a slow story");
  await expect(chat.log.getByText("Paragraph 1.")).toBeVisible();
  await page.reload();
  await expect(chat.question("slow story")).toBeVisible();
  await chat.idle();
  await expect(chat.log.getByText("Paragraph 3.")).toBeVisible();
  expect(await storedQuestions(page)).toEqual(["Tell a slow story"]);
});

test("23: a finished conversation and half-typed words survive a reload", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  await chat.composer.fill("and which one");
  await page.waitForTimeout(600);
  await page.reload();
  await expect(chat.answer().getByRole("table")).toBeVisible();
  await expect(chat.answer().getByText("How sure: 90%")).toBeVisible();
  await expect(chat.composer).toHaveValue("and which one");
  await expect(page.getByText("Ask about rucksacks, sizes")).toHaveCount(0);
});

test("24: a cut line is picked up again without asking twice", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Please cut the line");
  await expect(chat.log.getByText("Paragraph 2.")).toHaveCount(1);
  await expect(page.getByText("stopped halfway")).toHaveCount(0);
  const { followed } = await told(page);
  expect(followed.map(Number).some((last) => last > 1)).toBe(true);
  expect(await storedQuestions(page)).toEqual(["Please cut the line"]);
});

test("an interrupted turn keeps its words and offers to continue", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("This one is interrupted");
  await expect(chat.answer().getByText("The first half")).toBeVisible();
  await expect(chat.log.getByText("The answer stopped halfway.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start again" })).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(chat.answer()).toContainText(
    /The first half of the .*and this is the second half\./,
  );
  await chat.idle();
  await expect(chat.log.getByText("The answer stopped halfway.")).toHaveCount(0);
  await expect(chat.question("This one is interrupted")).toHaveCount(1);
  expect(await storedQuestions(page)).toHaveLength(1);
});

test("an interrupted turn that is found after a reload can be continued", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("This one is interrupted");
  await page.reload();
  await expect(chat.log.getByText("The answer stopped halfway.")).toBeVisible();
  await expect(chat.answer()).toContainText("The first half");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(chat.answer()).toContainText("this is the second half.");
  await expect(chat.question("This one is interrupted")).toHaveCount(1);
  await chat.idle();
});

test("an error keeps the words; a person is one press away", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Please break");
  await expect(chat.answer().getByText("The first half")).toBeVisible();
  await page.getByRole("button", { name: "Ask a person" }).click();
  await expect(page.getByRole("dialog").getByText("Mon to Fri, 9:00 to 17:30")).toBeVisible();
});

test("offline: kept, marked, edited, and sent once on return", async ({ chat, page }) => {
  await chat.open();
  await page.context().setOffline(true);
  await expect(
    page.getByRole("main").getByText("You’re offline. Your message will be sent"),
  ).toBeVisible();
  await chat.ask("First thing");
  await chat.ask("Second thing");
  await chat.ask("Third thing");
  await expect(page.getByText("Not sent yet")).toHaveCount(3);
  await page.getByRole("button", { name: "Delete “Second thing”" }).click();
  await page.getByRole("button", { name: "Edit “Third thing”" }).click();
  await expect(chat.composer).toHaveValue("Third thing");
  await chat.ask("Third thing, edited");
  await page.context().setOffline(false);
  await expect(chat.log.getByText("You asked: Third thing, edited")).toBeVisible();
  await expect(page.getByText("Not sent yet")).toHaveCount(0);
  await expect(page.getByRole("main").getByText("You’re offline.")).toHaveCount(0);
  await chat.idle();
  expect(await storedQuestions(page)).toEqual(["First thing", "Third thing, edited"]);
});

test("24: a message that was dropped on its way is sent again as the same one", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Please drop it");
  await expect(
    page.getByRole("main").getByText("Your message didn’t reach the shop."),
  ).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(chat.log.getByText("You asked: Please drop it")).toBeVisible();
  await chat.idle();
  expect(await storedQuestions(page)).toEqual(["Please drop it"]);
});

test("Stop keeps the words, ends the turn at the server and offers to ask again", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Tell a slow story");
  await expect(chat.log.getByText("Paragraph 1.")).toBeVisible();
  const stopped = page.waitForResponse((response) => response.url().endsWith("/stop"));
  await chat.stop.click();
  expect((await stopped).status()).toBe(204);
  await chat.idle();
  const words = await chat.answer().locator("p[dir]").allTextContents();
  await page.waitForTimeout(500);
  expect(await chat.answer().locator("p[dir]").allTextContents()).toEqual(words);
  await expect(chat.log.getByText("Stopped.")).toBeVisible();
  await page.reload();
  await expect(chat.log.getByText("Stopped.")).toBeVisible();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(chat.stop).toBeVisible();
  await expect(chat.question("slow story")).toHaveCount(1);
  await chat.stop.click();
  await chat.idle();
});

test("too fast: the words come back, the wait counts down, nothing is sent by itself", async ({
  chat,
  page,
}) => {
  await page.clock.install();
  await chat.open();
  await chat.ask("This is too fast");
  await expect(page.getByRole("main").getByText("in 10 seconds")).toBeVisible();
  await expect(chat.composer).toHaveValue("This is too fast");
  await expect(chat.send).toHaveAttribute("aria-disabled", "true");
  await page.clock.runFor(2_000);
  await expect(page.getByRole("main").getByText("in 5 seconds")).toBeVisible();
  await page.clock.runFor(5_000);
  await expect(page.getByRole("main").getByText(/You can send the next one/)).toHaveCount(0);
  await expect(chat.question("too fast")).toHaveCount(0);
  await chat.send.click();
  await chat.idle();
  expect(await storedQuestions(page)).toEqual(["This is too fast"]);
});

test("an expired session is renewed once, unseen", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Before");
  await chat.askFully("My session has expired");
  await expect(chat.answer()).toContainText("You asked: My session has expired");
  await expect(chat.question("Before")).toBeVisible();
  expect(await storedQuestions(page)).toEqual(["My session has expired"]);
});

test("31: a card number never leaves the device", async ({ chat, page }) => {
  await chat.open();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await chat.ask("Take 4111-1111-1111-1111 please");
  await expect(
    page.getByRole("main").getByText("We never need it in chat, so it hasn’t been sent."),
  ).toBeVisible();
  await page.waitForTimeout(700);
  expect(requests).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("4111");
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(chat.composer).toHaveValue("Take please");
  await chat.send.click();
  await expect(chat.question("Take please")).toBeVisible();
  await chat.idle();
});

test("two tabs show the same conversation", async ({ chat, page, context }) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  const other = await context.newPage();
  await other.goto("/c/demo");
  await expect(other.getByRole("table")).toBeVisible();
  await chat.askFully("A pack for my trip");
  await expect(other.getByRole("log").getByText("How many days are you out?")).toBeVisible();
  await other.getByRole("button", { name: "Menu" }).click();
  await other.getByRole("button", { name: "Start a new chat" }).click();
  await expect(page.getByText("Ask about rucksacks, sizes")).toBeVisible();
});

test("25: with all storage blocked it still answers", async ({ chat, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await chat.open();
  await chat.askFully("Compare the top two");
  await expect(chat.answer().getByRole("table")).toBeVisible();
  await chat.askFully("A pack for my trip");
  await expect(chat.log.locator(".aw-me")).toHaveCount(2);
});

test("a shop that does not answer is said, and can be tried again", async ({ chat, page }) => {
  await page.route("**/api/v1/sessions", (route) => route.abort(), { times: 1 });
  await page.goto("/c/demo");
  await expect(page.getByText("The chat could not be opened.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Ask about rucksacks, sizes")).toBeVisible();
  await chat.askFully("Compare the top two");
  await expect(chat.answer().getByRole("table")).toBeVisible();
});

test("a text that is too long is said so before it is sent", async ({ chat, page }) => {
  await chat.open();
  const notices = page.getByRole("main");
  const polite = page.locator('[data-live][aria-live="polite"]');
  await chat.composer.fill("a".repeat(799));
  await expect(notices.getByText("characters left")).toHaveCount(0);
  await chat.composer.fill("a".repeat(900));
  await expect(notices.getByText("100 characters left")).toBeVisible();
  await expect(chat.send).toHaveAttribute("aria-disabled", "false");

  await chat.composer.fill("a".repeat(1012));
  const sentence = "Your message is 12 characters too long. Shorten it, then send it.";
  await expect(notices.getByText(sentence)).toBeVisible();
  await expect(polite).toHaveText(sentence);
  await expect(chat.send).toHaveAttribute("aria-disabled", "true");
  await chat.expectAccessible("too long");
  await chat.composer.press("Enter");
  await expect(chat.log.locator(".aw-me")).toHaveCount(0);
  await expect(chat.composer).toHaveValue("a".repeat(1012));

  await chat.composer.fill("Short");
  await expect(notices.getByText("too long")).toHaveCount(0);
  await chat.send.click();
  await expect(chat.question("Short")).toBeVisible();
  await chat.idle();
});
