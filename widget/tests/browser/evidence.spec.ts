import { expect, test } from "./fixtures";

const QUESTION = "Which rucksack for 3 wet days in the Lakes? Under £150";

test("5: an answer shows marks, cards, sources, its label and how sure it is", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully(QUESTION);
  const answer = chat.answer();
  await expect(answer.getByText("Checked 48 rucksacks")).toBeVisible();
  await expect(answer.locator("strong")).toHaveText("Stonechat 38");
  await expect(answer.getByRole("list", { name: "Sources" }).getByRole("button")).toHaveCount(2);
  await expect(answer.getByText("Quoted from our guides")).toBeVisible();

  const cards = answer.getByRole("list", { name: "3 products" }).getByRole("listitem");
  await expect(cards).toHaveCount(3);
  await expect(cards.nth(0)).toContainText("Best match for your back");
  await expect(cards.nth(0)).toContainText("£129");
  await expect(cards.nth(1)).toContainText("Only 3 left");
  await expect(cards.nth(1)).toContainText("Was £139 when we spoke");
  const link = cards.nth(0).getByRole("link");
  await expect(link).toHaveAttribute("href", "https://pikeandtarn.example/products/stonechat");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(link).toHaveAttribute("target", "_blank");

  await expect(answer.getByText("Two guides say the same")).toBeHidden();
  await answer.getByText("How sure: 82%").click();
  await expect(answer.getByText("Two guides say the same")).toBeVisible();
  await expect(page.getByRole("button", { name: "Compare the top two" })).toBeVisible();
});

test("27: every mark opens a card whose quote stands in the passage", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully(QUESTION);
  const marks = chat.answer().locator("p button");
  await expect(marks).toHaveCount(2);
  for (const [at, title] of ["Rucksack size guide", "Rain ratings"].entries()) {
    const mark = marks.nth(at);
    await expect(mark).toHaveAccessibleName(`Source ${at + 1}, ${title}`);
    await mark.click();
    const card = page.getByRole("dialog", { name: title });
    await expect(card.getByText("As of 2 Mar 2026")).toBeVisible();
    const quote = (await card.locator("mark").textContent()) ?? "";
    const passage = (await card.locator("blockquote").textContent()) ?? "";
    expect(passage).toContain(quote);
    expect(passage.length).toBeGreaterThan(quote.length + 20);
    await expect(card.locator("mark")).toBeInViewport({ ratio: 1 });
    await expect(card.getByRole("link", { name: /Open the page/ })).toHaveAttribute(
      "href",
      /^https:/,
    );
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(mark).toBeFocused();
  }
});

test("section, page and quote stay readable when the passage does not come", async ({
  chat,
  page,
}) => {
  await page.route("**/citations/*", (route) => route.abort());
  await chat.open();
  await chat.askFully(QUESTION);
  await chat.source(1).click();
  const card = page.getByRole("dialog");
  await expect(card.getByText("Back length")).toBeVisible();
  await expect(card.getByText("Page 2")).toBeVisible();
  await expect(card.locator("mark")).toHaveText("S/M backs fit torsos of 42 to 47 cm.");
  await expect(card.getByText("can’t be shown right now")).toBeVisible();
});

test("a quote that answers a question shows both, and says no title twice", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Who pays the postage?");
  await chat.source(1).click();
  const card = page.getByRole("dialog", { name: "Questions about returns" });
  await expect(card.locator(".aw-asked")).toHaveText("Can I send it back?");
  await expect(card.locator(".aw-asked")).toBeInViewport({ ratio: 0.9 });
  await expect(card.locator("mark")).toBeInViewport({ ratio: 1 });
  await expect(card.getByText("Questions about returns")).toHaveCount(1);
});

test("a deleted document leaves the quote", async ({ chat, page }) => {
  await page.route("**/citations/*", async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ json: { ...(await reply.json()), passage: null } });
  });
  await chat.open();
  await chat.askFully(QUESTION);
  await chat.source(1).click();
  const card = page.getByRole("dialog");
  await expect(card.getByText("can’t be shown right now")).toBeVisible();
  await expect(card.locator("blockquote")).toHaveText("S/M backs fit torsos of 42 to 47 cm.");
});

test("text of a model is never markup, and no address but http leads anywhere", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Something hostile");
  await expect(chat.answer().getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await expect(chat.answer().locator("p img, p a")).toHaveCount(0);
  await chat.source(1).click();
  await expect(page.getByRole("dialog").getByText("Open the page")).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("link")).toHaveCount(0);
});

test("27: without evidence there is no source, and a person is offered", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("What is the meaning of life?");
  await expect(chat.answer().getByText("so I won’t guess")).toBeVisible();
  await expect(chat.answer().getByRole("button", { name: /^Source/ })).toHaveCount(0);
  await expect(chat.answer().getByText("How sure")).toHaveCount(0);
  const person = page.getByRole("region", { name: "Talk to a person" });
  await expect(person.getByRole("link", { name: "help@pikeandtarn.example" })).toHaveAttribute(
    "href",
    "mailto:help@pikeandtarn.example",
  );
  await expect(person.getByRole("link", { name: "+44 1768 555 0143" })).toHaveAttribute(
    "href",
    "tel:+4417685550143",
  );
});

test("a comparison is a table with row headers, best values and sources by the row", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Compare the top two");
  const table = chat.answer().getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  await expect(table.getByRole("rowheader")).toHaveCount(3);
  const best = table.getByRole("cell", { name: /42–47 cm/ });
  const other = table.getByRole("cell", { name: /47–53 cm/ });
  const [a, b] = await Promise.all(
    [best, other].map((cell) =>
      cell.evaluate((td) => [
        getComputedStyle(td).fontWeight,
        getComputedStyle(td).backgroundColor,
      ]),
    ),
  );
  expect(a?.[0]).not.toBe(b?.[0]);
  expect(a?.[1]).not.toBe(b?.[1]);
  await expect(best).toContainText("best");
  await table.getByRole("button", { name: "Source 2, Rain ratings" }).click();
  await expect(page.getByRole("dialog", { name: "Rain ratings" })).toBeVisible();
});

test("removing a filter asks again with those that remain", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully(QUESTION);
  const sent = page.waitForRequest("**/api/v1/chat");
  await page.getByRole("button", { name: "Ask again without “under £150”" }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    message: QUESTION,
    filters: [{ field: "attribute.rain", op: "eq", value: "taped" }],
  });
  await chat.idle();
  await expect(chat.answer().locator(".aw-filter")).toHaveText(["taped seams"]);
});

test("a question back has chips, and one press answers it", async ({ chat, page }) => {
  await chat.open();
  await chat.askFully("A pack for my trip");
  await expect(chat.answer().getByText("How many days are you out?")).toHaveCount(1);
  await page.getByRole("button", { name: "Two or three" }).click();
  await chat.idle();
  await expect(chat.question("Two or three")).toBeVisible();
  await expect(chat.answer()).toContainText("You asked: Two or three");
  await expect(chat.log.getByRole("button", { name: "Two or three", exact: true })).toHaveCount(0);
});

test("at most four suggestions stand in a new chat, and one press asks", async ({ chat, page }) => {
  await chat.open();
  const chips = page.getByRole("group", { name: "Suggestions" }).getByRole("button");
  await expect(chips).toHaveCount(4);
  await chips.nth(3).click();
  await chat.idle();
  await expect(chat.answer()).toContainText("You asked: Can I send it back?");
});

test("no half-drawn mark or bold is ever on the screen", async ({ chat, page }) => {
  await chat.open();
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const text of document.querySelectorAll(".aw-a > p")) seen.add(text.textContent ?? "");
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await chat.askFully("Show bold marks");
  await expect(chat.answer().locator("strong")).toHaveText("the very bold one");
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.filter((text) => /[*[\]]/.test(text))).toEqual([]);
});
