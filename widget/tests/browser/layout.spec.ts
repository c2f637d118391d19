import { type Chat, expect, PHONE, test } from "./fixtures";

const QUESTION = "Which rucksack for 3 wet days in the Lakes? Under £150";

/** Words that are cut off by the box they stand in. */
const cutOff = (chat: Chat) =>
  chat.page.evaluate(() =>
    [...document.querySelectorAll("button, h1, h2, h3, p, li, td, th, dd, a")]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        return overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  );

async function everything(chat: Chat): Promise<void> {
  await chat.open();
  await chat.askFully(QUESTION);
  await chat.expectNoSidewaysScroll();
  await chat.askFully("Compare the top two");
  await chat.askFully("What is the meaning of life?");
  await chat.expectNoSidewaysScroll();
  expect(await cutOff(chat)).toEqual([]);
  await chat.page.getByRole("button", { name: "Menu" }).click();
  await expect(chat.page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
  await chat.page.keyboard.press("Escape");
}

test.describe("at 320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("12: nothing scrolls sideways and nothing is cut off", async ({ chat }) => {
    await everything(chat);
  });

  test("12: also with text of twice the size", async ({ chat, page }) => {
    await chat.open();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    await chat.askFully(QUESTION);
    await chat.expectNoSidewaysScroll();
    expect(await cutOff(chat)).toEqual([]);
    const size = await chat
      .answer()
      .getByText("For three wet days")
      .evaluate((p) => getComputedStyle(p).fontSize);
    expect(size).toBe("30px");
  });
});

test("17: from right to left the page mirrors, and values keep their order", async ({
  chat,
  page,
}) => {
  await chat.open();
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  await chat.askFully("Compare the top two");
  await chat.expectNoSidewaysScroll();
  const own = await chat.question("Compare").boundingBox();
  const answer = await chat.answer().boundingBox();
  expect(own?.x).toBeCloseTo(answer?.x ?? -1, 0);
  const range = page.getByRole("cell", { name: /42–47/ }).locator("bdi");
  const places = await range.evaluate((bdi) => {
    const text = bdi.firstChild;
    return [0, 3].map((at) => {
      const letters = document.createRange();
      letters.setStart(text as Node, at);
      letters.setEnd(text as Node, at + 2);
      return letters.getBoundingClientRect().left;
    });
  });
  expect(places[0]).toBeLessThan(places[1] ?? 0);
});

test("20: each message takes its own direction", async ({ chat }) => {
  await chat.open();
  await chat.askFully("أي حقيبة؟");
  const direction = (element: Element) => getComputedStyle(element).direction;
  expect(await chat.question("حقيبة").evaluate(direction)).toBe("rtl");
  expect(await chat.answer().locator("p[dir]").first().evaluate(direction)).toBe("rtl");
  await chat.askFully("Compare the top two");
  expect(await chat.question("Compare").evaluate(direction)).toBe("ltr");
});

test.describe("on a phone", () => {
  test.use(PHONE);

  test("26: with the keyboard open, composer and last message are both in sight", async ({
    chat,
    page,
  }) => {
    await chat.open();
    await chat.askFully("Short");
    await page.setViewportSize({ width: 390, height: 480 });
    await expect(chat.composer).toBeInViewport({ ratio: 1 });
    await expect(chat.answer()).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  });

  test("the composer's letters are 16 px, so that nothing zooms", async ({ chat }) => {
    await chat.open();
    expect(await chat.composer.evaluate((field) => getComputedStyle(field).fontSize)).toBe("16px");
  });
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("14: nothing moves, and text comes by the block", async ({ chat, page }) => {
    await chat.open();
    await chat.ask("Tell a slow story");
    await expect(chat.log.getByText("Paragraph 1.")).toBeVisible();
    const paragraphs = await chat.answer().locator("p[dir]").allTextContents();
    expect(paragraphs[0]).toMatch(/light pack\.$/);
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 1)
          .length,
    );
    expect(moving).toBe(0);
    await chat.stop.click();
    await chat.idle();
  });
});

test.describe("with forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("14: every button and the field keep a visible edge", async ({ chat, page }) => {
    await chat.open();
    const edges = (selector: string) =>
      page.locator(selector).evaluateAll((elements) =>
        elements.map((element) => {
          const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
          return borderTopStyle !== "none" && borderTopWidth !== "0px";
        }),
      );
    await chat.askFully("Compare the top two");
    await chat.expectAccessible("forced colours");
    for (const selector of [".aw-send", ".aw-box", ".aw-ib", ".aw-cmp", ".aw-me"]) {
      const found = await edges(selector);
      expect(found.length, selector).toBeGreaterThan(0);
      expect(found, selector).not.toContain(false);
    }
  });
});

test("the shop's colours are worn, and the shopper's choice of light or dark is kept", async ({
  chat,
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await chat.open();
  const colours = () =>
    page.evaluate(() => {
      const style = (selector: string) => {
        const element = document.querySelector(selector);
        return element ? getComputedStyle(element).backgroundColor : "";
      };
      return { mark: style(".aw-mark"), page: style("#aisle") };
    });
  expect(await colours()).toEqual({ mark: "rgb(181, 83, 42)", page: "rgb(255, 255, 255)" });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.keyboard.press("Escape");
  expect((await colours()).page).toBe("rgb(20, 29, 31)");
  await page.reload();
  await expect(page.getByText("You’re chatting with an AI assistant")).toBeVisible();
  expect((await colours()).page).toBe("rgb(20, 29, 31)");
});

test("the policy holds: nothing inline runs but what the build put there", async ({
  chat,
  page,
  faults,
}) => {
  const reply = await page.goto("/c/demo");
  expect(reply?.headers()["content-security-policy"]).toContain("default-src 'none'");
  const html = (await reply?.text()) ?? "";
  const markup = html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
  expect(markup).not.toMatch(/<style|<script|\sstyle=|\son\w+=/);
  expect(html).not.toContain("__AISLE_CONFIG__");
  const broken = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) =>
          resolve(event.violatedDirective),
        );
        document.body.append(Object.assign(document.createElement("script"), { textContent: "1" }));
        setTimeout(() => resolve("none"), 1000);
      }),
  );
  // The watch itself works: an inline script added on purpose is noticed.
  expect(broken).toContain("script-src");
  expect(faults.splice(0)).toEqual([expect.stringContaining("inline script")]);
  await chat.open();
});
