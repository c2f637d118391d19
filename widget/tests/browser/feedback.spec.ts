import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

interface Kept {
  rating: string;
  reasons: string[];
  comment?: string;
}

/** What the shop has kept of this page's only answer. */
const keptOf = async (page: Page): Promise<Kept | undefined> => {
  const id = await page.evaluate(async () => {
    const kept = (name: string) =>
      JSON.parse(localStorage.getItem(`aisle.demo.${name}`) ?? "{}").value;
    const headers = { authorization: `Bearer ${kept("session").token}` };
    const path = `/api/v1/conversations/${kept("conversation").id}/messages`;
    const { items } = await (await fetch(path, { headers })).json();
    return items.at(-1).id as string;
  });
  const { opinions } = await (await page.request.get("/told")).json();
  return new Map<string, Kept>(opinions).get(id);
};

test("feedback is kept at one press, explained, changed and taken back, by keyboard", async ({
  chat,
  page,
}) => {
  const polite = page.locator('[data-live][aria-live="polite"]');
  await chat.open();
  await chat.askFully("Compare the top two");
  // The stream has told the answer's name: nothing has to be read before an opinion is sent.
  const reads: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "GET") reads.push(request.url());
  });
  const [good, bad] = ["Good answer", "Bad answer"].map((name) =>
    chat.answer().getByRole("button", { name }),
  );
  if (!good || !bad) throw new Error("There are two thumbs.");
  await bad.press("Enter");
  await expect(bad).toHaveAttribute("aria-pressed", "true");
  await expect(bad).toHaveAttribute("aria-expanded", "true");
  await expect(polite).toHaveText("Thank you. Your feedback is kept.");
  expect(reads.filter((url) => url.includes("/messages"))).toEqual([]);
  await expect.poll(() => keptOf(page)).toEqual({ rating: "down", reasons: [] });

  await page.getByLabel("Out of date").press("Space");
  await page.getByLabel("In your own words").fill("It is £139 by now.");
  await page.getByRole("button", { name: "Send feedback" }).press("Enter");
  await expect(bad).toBeFocused();
  await expect(page.getByLabel("Out of date")).toHaveCount(0);
  const comment = "It is £139 by now.";
  expect(await keptOf(page)).toEqual({ rating: "down", reasons: ["outdated"], comment });

  await page.reload();
  await expect(bad).toHaveAttribute("aria-pressed", "true");
  await bad.press("Enter");
  await expect(page.getByLabel("Out of date")).toBeChecked();
  await expect(page.getByLabel("In your own words")).toHaveValue(comment);
  await good.press("Enter");
  await expect.poll(() => keptOf(page)).toEqual({ rating: "up", reasons: [], comment });
  await page.getByRole("button", { name: "Take it back" }).press("Enter");
  await expect(polite).toHaveText("Your feedback is taken back.");
  await expect(good).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => keptOf(page)).toBeUndefined();
});

test("feedback that got lost is not shown as given", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  await page.route("**/feedback", (route) => route.abort());
  const good = chat.answer().getByRole("button", { name: "Good answer" });
  await good.click();
  await expect(
    page.getByRole("main").getByText("Your feedback didn’t reach the shop."),
  ).toBeVisible();
  await expect(good).toHaveAttribute("aria-pressed", "false");
});

// More of it than an id can hold by chance.
const CARD = /4111\s?1111/;

test("a card number in feedback stays on the device", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  await chat.answer().getByRole("button", { name: "Bad answer" }).click();
  await expect.poll(() => keptOf(page)).toBeDefined();
  await page.getByLabel("In your own words").fill("4111 1111 1111 1111");
  await expect(page.getByText("That looks like a card number.")).toBeVisible();
  await page.getByRole("button", { name: "Send feedback" }).click();
  await page.waitForTimeout(300);
  expect(JSON.stringify(await keptOf(page))).not.toMatch(CARD);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(CARD);
});
