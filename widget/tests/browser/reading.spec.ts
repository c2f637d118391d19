import { expect, test } from "./fixtures";

test.use({ viewport: { width: 900, height: 600 } });

test("a new question stands near the top, with the end of the turn before it in sight", async ({
  chat,
}) => {
  await chat.open();
  await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
  await chat.ask("Tell a slow story");
  await expect(chat.question("slow story")).toBeVisible();
  const logTop = (await chat.log.boundingBox())?.y ?? 0;
  const questionTop = (await chat.question("slow story").boundingBox())?.y ?? 0;
  expect(questionTop - logTop).toBeGreaterThan(30);
  expect(questionTop - logTop).toBeLessThan(140);
  await chat.stop.click();
  await chat.idle();
});

test("the view follows the text while the reader is at its end", async ({ chat }) => {
  await chat.open();
  await chat.ask("Tell a long story");
  for (const paragraph of [12, 24]) {
    await expect(chat.log.getByText(`Paragraph ${paragraph}.`)).toBeAttached();
    expect(await chat.distanceToEnd()).toBeLessThanOrEqual(48);
    expect(await chat.scrollTop()).toBeGreaterThan(100);
  }
  await chat.idle();
  await expect(chat.log.getByText("Paragraph 44.")).toBeInViewport();
});

test("21: scrolling up by 49 px ends following, also when the answer ends; Latest brings it back", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Tell a long story");
  await expect(chat.log.getByText("Paragraph 10.")).toBeVisible();
  await chat.log.hover();
  await chat.log.evaluate((log) => {
    log.scrollTop -= 49;
  });
  await page.waitForTimeout(100);
  const place = await chat.scrollTop();
  await expect(chat.log.getByText("Paragraph 16.")).toBeAttached();
  expect(await chat.scrollTop()).toBe(place);

  await page.getByRole("button", { name: "Latest" }).click();
  expect(await chat.distanceToEnd()).toBeLessThanOrEqual(48);
  await expect(chat.log.getByText("Paragraph 24.")).toBeAttached();
  expect(await chat.distanceToEnd()).toBeLessThanOrEqual(48);

  await chat.log.evaluate((log) => {
    log.scrollTop -= 300;
  });
  await page.waitForTimeout(100);
  const last = await chat.scrollTop();
  await chat.idle();
  await page.waitForTimeout(200);
  expect(await chat.scrollTop()).toBe(last);
});

test("selecting text ends following", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Tell a long story");
  await expect(chat.log.getByText("Paragraph 9.")).toBeVisible();
  await page.evaluate(() => {
    const paragraph = document.querySelector(".aw-a p");
    if (paragraph) getSelection()?.selectAllChildren(paragraph);
  });
  await page.waitForTimeout(100);
  const place = await chat.scrollTop();
  await expect(chat.log.getByText("Paragraph 14.")).toBeAttached();
  expect(await chat.scrollTop()).toBe(place);
  await chat.stop.click();
  await chat.idle();
});

test("21: finishing an answer does not scroll", async ({ chat, page }) => {
  await chat.open();
  await page.setViewportSize({ width: 900, height: 420 });
  await chat.askFully("Which rucksack for 3 wet days in the Lakes? Under £150");
  const before = await page.evaluate(() => {
    const log = document.querySelector("[role=log]");
    return log ? log.scrollTop : -1;
  });
  await page.waitForTimeout(300);
  expect(await chat.scrollTop()).toBe(before);
  // Sources and suggestions came below the fold: the reader's place was not moved for them.
  expect(await chat.distanceToEnd()).toBeGreaterThan(48);
});

test("22: nothing above the words being written ever moves", async ({ chat, page }) => {
  await chat.open();
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: false });
  });
  await chat.ask("Which rucksack for 3 wet days in the Lakes? Under £150");
  await expect(chat.answer().locator("strong")).toBeVisible();
  await page.evaluate(() => {
    (window as unknown as { shifts: number[] }).shifts.length = 0;
  });
  const first = chat.answer().locator("p[dir]").first();
  const top = await first.evaluate((element) => (element as HTMLElement).offsetTop);
  await chat.idle();
  expect(await first.evaluate((element) => (element as HTMLElement).offsetTop)).toBe(top);
});

test("Latest covers nothing, moves nothing, and is not offered while the end is in sight", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.askFully("Tell a long story");
  const latest = page.getByRole("button", { name: "Latest" });
  await expect(latest).toBeHidden();
  const last = chat.log.getByText("Paragraph 44.");
  const before = await last.boundingBox();
  await chat.log.evaluate((log) => {
    log.scrollTop -= 60;
  });
  await expect(latest).toBeVisible();
  expect((await last.boundingBox())?.y).toBeCloseTo((before?.y ?? 0) + 60, 0);
  const log = await chat.log.boundingBox();
  const button = await latest.boundingBox();
  expect(button?.y).toBeGreaterThanOrEqual((log?.y ?? 0) + (log?.height ?? 0));
  await chat.log.evaluate((log) => {
    log.scrollTop += 20;
  });
  await expect(latest).toBeHidden();
  expect((await last.boundingBox())?.y).toBeCloseTo((before?.y ?? 0) + 40, 0);

  // A short answer in a high room: the reader scrolls back, and its end stays in sight.
  await chat.askFully("Short");
  await chat.log.evaluate((log) => {
    log.scrollTop -= 120;
  });
  await page.waitForTimeout(100);
  expect(await chat.distanceToEnd()).toBeGreaterThan(48);
  await expect(latest).toBeHidden();
});
