import type { Page } from "@playwright/test";
import { type Chat, expect, PHONE, test } from "./fixtures";
import { cutOff, edgeless } from "./looks";

/** Everything that can be pressed, and is smaller than a fingertip at the place where it lies. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const hits = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.contains(element));
    };
    const reach = (element: Element) => {
      element.scrollIntoView({ block: "center" });
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      // How far from its middle it can be pressed, in one direction.
      const far = (dx: number, dy: number) => {
        let steps = 0;
        while (steps < 44 && hits(element, x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
        return steps;
      };
      return far(-1, 0) + far(1, 0) >= 43 && far(0, -1) + far(0, 1) >= 43;
    };
    const inText = (element: Element) => element.closest(".aw-note, .aw-small, p button") !== null;
    return (
      [...document.querySelectorAll("button, a, summary, label, textarea")]
        // Under an open card the page itself can not be pressed.
        .filter(
          (element) => element.closest("dialog") !== null || !document.querySelector("dialog"),
        )
        .filter((element) => !inText(element) && element.getClientRects().length > 0)
        .filter((element) => !reach(element))
        .map((element) => element.outerHTML.slice(0, 120))
    );
  });

async function walk(chat: Chat, look: (state: string) => Promise<void>): Promise<void> {
  const { page } = chat;
  await chat.open();
  await expect(page.getByText("Ask about rucksacks, sizes")).toBeVisible();
  await look("new");

  await chat.ask("Think hard about this");
  await expect(chat.log.getByText("Looking through 48 rucksacks")).toBeVisible();
  await look("thinking");
  await chat.stop.click();
  await expect(chat.log.getByText("Stopped.")).toBeVisible();
  await chat.idle();
  await look("stopped");

  // Long enough for a look at it on a busy machine.
  await chat.ask("Tell an endless story");
  await expect(chat.log.getByText("Paragraph 1.")).toBeVisible();
  await look("streaming");
  await chat.stop.click();
  await chat.idle();

  await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
  await expect(chat.answer().getByRole("link", { name: /Stonechat 38/ })).toBeVisible();
  await chat.answer().getByText("How sure").click();
  await look("cards");

  await chat.source(1).click();
  await expect(page.getByRole("dialog").locator("mark")).toBeVisible();
  await expect(page.getByText("As of 2 Mar 2026")).toBeVisible();
  await look("citation");
  await page.keyboard.press("Escape");

  await chat.askFully("Compare the top two");
  await expect(chat.answer().getByRole("rowheader", { name: /Back/ })).toBeVisible();
  await look("comparison");

  await chat.askFully("What is the meaning of life?");
  await expect(chat.answer().getByText("so I won’t guess")).toBeVisible();
  await look("no evidence");

  await chat.askFully("A pack for my trip");
  await expect(chat.answer().getByRole("button", { name: "One day" })).toBeVisible();
  await look("clarify");

  await chat.askFully("Please break");
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  await look("halfway");

  await chat.composer.fill("My card is 4111 1111 1111 1111");
  await chat.composer.press("Enter");
  await expect(page.getByRole("main").getByText("That looks like a card number")).toBeVisible();
  await look("card number");
  await page.getByRole("button", { name: "Remove it" }).click();

  await chat.ask("Not too fast");
  await expect(
    page.getByRole("main").getByText(/You can send the next one in \d+ seconds/),
  ).toBeVisible();
  await look("limited");

  await page.context().setOffline(true);
  await expect(page.getByRole("main").getByText("You’re offline.")).toBeVisible();
  await look("offline");
  await page.context().setOffline(false);

  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeVisible();
  await look("menu");
  await page.keyboard.press("Escape");
  await page.getByRole("banner").getByRole("button", { name: "Talk to a person" }).click();
  await expect(page.getByRole("dialog").getByText("help@pikeandtarn.example")).toBeVisible();
  await look("person");
}

/** Answers that a model wrote, and what can be done with them. */
async function walkWritten(chat: Chat, look: (state: string) => Promise<void>): Promise<void> {
  const { page } = chat;
  await chat.open();
  await chat.askFully("How to wash it?");
  await expect(chat.log.getByText("The answer stopped halfway.").last()).toBeVisible();
  await look("broken off");

  await chat.askFully("Write about my back");
  await expect(chat.answer().getByText("Written by AI from our guides")).toBeVisible();
  await look("written");
  await chat.answer().getByRole("button", { name: "Answer again" }).click();
  await expect(chat.answer().getByText("2 of 2", { exact: true })).toBeVisible();
  await chat.idle();
  await look("versions");
  await chat.answer().getByRole("button", { name: "Bad answer" }).click();
  await expect(chat.answer().getByLabel("Out of date")).toBeVisible();
  await chat.answer().getByLabel("Out of date").check();
  await look("feedback");
  await chat.answer().getByRole("button", { name: "Bad answer" }).click();
  await chat
    .answer()
    .getByRole("button", { name: /not in our shop’s sources/ })
    .click();
  await expect(page.getByRole("dialog").getByText("Check it with us")).toBeVisible();
  await look("not in the sources");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit “Write about my back”" }).click();
  await expect(page.getByRole("main").getByText("You’re changing your last")).toBeVisible();
  await look("editing");
  await page.getByRole("button", { name: "Cancel" }).click();

  await chat.ask("Take account 12345678");
  await expect(chat.log.getByText("The card number in your message was removed")).toBeVisible();
  await chat.idle();
  await look("card number taken out");
}

/** As a system with forced colours shows it: nothing that can be pressed loses its edge. */
async function forced(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  expect(await edgeless(page), `${state}, forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: "none" });
}

/** From right to left it keeps within its lines, too. */
async function mirrored(chat: Chat, state: string): Promise<void> {
  const turn = (direction: string) =>
    chat.page.evaluate((wanted) => {
      document.documentElement.dir = wanted;
    }, direction);
  await turn("rtl");
  await chat.expectNoSidewaysScroll();
  expect(await cutOff(chat.page), `${state}, from right to left`).toEqual([]);
  await turn("ltr");
}

const WALKS = [
  ["every state", walk],
  ["every state of a written answer", walkWritten],
] as const;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.setTimeout(150_000);

    for (const [states, visit] of WALKS) {
      test(`6, 14, 17: ${states} is accessible on a desktop, with forced colours and mirrored`, async ({
        chat,
        page,
      }) => {
        await visit(chat, async (state) => {
          await chat.expectAccessible(state);
          await chat.expectNoSidewaysScroll();
          if (colorScheme === "light") await forced(page, state);
          else await mirrored(chat, state);
        });
      });
    }

    test.describe("on a phone", () => {
      test.use(PHONE);

      for (const [states, visit] of WALKS) {
        test(`6, 13: ${states} is accessible and fits fingers`, async ({ chat, page }) => {
          await visit(chat, async (state) => {
            await chat.expectAccessible(state);
            await chat.expectNoSidewaysScroll();
            expect(await smallTargets(page), state).toEqual([]);
          });
        });
      }
    });
  });
}
