/** Pictures of the window's states, for people to look at beside the design; taken when PICTURES names a folder. */
import { expect, PHONE, test } from "./fixtures";

const folder = process.env.PICTURES;
const LOOKS = [
  { name: "desktop-light", viewport: { width: 420, height: 760 }, colorScheme: "light" },
  { name: "desktop-dark", viewport: { width: 420, height: 760 }, colorScheme: "dark" },
  { name: "phone-light", ...PHONE, colorScheme: "light" },
  { name: "phone-dark", ...PHONE, colorScheme: "dark" },
] as const;

test.describe("pictures", () => {
  test.skip(!folder, "PICTURES is not set: nowhere to put them.");

  for (const { name: look, ...use } of LOOKS)
    test.describe(look, () => {
      test.use(use);

      test(`of ${look}`, async ({ chat, page }) => {
        test.slow();
        const shoot = (state: string) =>
          page.screenshot({ path: `${folder}/widget-${state}-${look}.png` });
        await chat.open();
        await shoot("new");
        await chat.ask("Think hard about this");
        await expect(chat.log.getByText("Looking through 48 rucksacks")).toBeVisible();
        await shoot("thinking");
        await chat.stop.click();
        await chat.idle();
        // A picture of anything but its state is none: each waits for what its state alone shows.
        const answer = chat.answer();
        for (const [state, question, sign] of [
          [
            "cards",
            "Which rucksack for 3 wet days in the Lakes? Under £150",
            answer.locator(".aw-card").first(),
          ],
          ["comparison", "Compare the top two", answer.getByRole("table")],
          ["nothing", "What is the meaning of life?", answer.getByText("I won’t guess")],
          ["clarify", "A pack for my trip", answer.getByRole("button", { name: "One day" })],
          ["halfway", "Please break", page.getByRole("button", { name: "Continue" })],
          ["written", "Write about my back", answer.getByText("Written by AI")],
        ] as const) {
          await chat.askFully(question);
          await expect(sign, state).toBeVisible();
          await shoot(state);
        }
        await chat.source(1).click();
        await expect(page.getByRole("dialog").locator("mark")).toBeVisible();
        await shoot("citation");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Menu" }).click();
        await expect(page.getByRole("button", { name: "Start a new chat" })).toBeVisible();
        await shoot("menu");
        await page.keyboard.press("Escape");
        await page.getByRole("banner").getByRole("button", { name: "Talk to a person" }).click();
        await expect(page.getByRole("dialog").getByText("help@pikeandtarn.example")).toBeVisible();
        await shoot("person");
        await page.keyboard.press("Escape");
        await page.context().setOffline(true);
        await expect(page.getByRole("main").getByText("You’re offline.")).toBeVisible();
        await shoot("offline");
        await page.context().setOffline(false);
      });
    });
});
