import { PHONE } from "./fixtures";
import { expect, SHOP, test } from "./shop";

const QUESTION = "Which rucksack for 3 wet days in the Lakes? Under £150";

test("8: on a desktop Tab leaves the open panel, Esc closes it, and the focus is at the launcher", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await shop.launcher.focus();
  await page.keyboard.press("Enter");
  await expect(shop.launcher).toHaveAttribute("aria-expanded", "true");
  await expect(shop.chat.composer).toBeFocused();
  const isInPanel = () =>
    page.evaluate(() => document.activeElement === document.querySelector("aisle-widget"));
  for (let tabs = 0; tabs < 20 && (await isInPanel()); tabs += 1) await page.keyboard.press("Tab");
  expect(await isInPanel()).toBe(false);
  // The page hears late that a frame gave the focus away, and may take it from who clicked meanwhile.
  await expect(async () => {
    await shop.chat.composer.click();
    expect(await isInPanel()).toBe(true);
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(shop.panel).toBeHidden();
  await expect(shop.launcher).toBeFocused();
});

test("39: no byte of the panel comes before a sign of intent, and then it comes from its own host alone", async ({
  shop,
  page,
}) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await shop.visit();
  await expect(shop.launcher).toBeVisible();
  await page.waitForTimeout(500);
  expect(shop.asked).toEqual(["GET /static/loader.js", "GET /api/v1/widget/config"]);
  await shop.launcher.hover();
  await expect.poll(() => shop.asked.join()).toContain("/c/demo/frame");
  expect([...hosts].sort()).toEqual(["http://127.0.0.1:43117", SHOP]);
});

test("the page's styles and layers change nothing of the launcher or the panel", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await page.mouse.move(0, 0);
  const { width, height, x, y } = (await shop.launcher.boundingBox()) ?? {};
  expect(height).toBe(56);
  expect(width).toBeGreaterThan(140);
  expect([(x ?? 0) + (width ?? 0), (y ?? 0) + 56]).toEqual([1080, 740]);
  await shop.open();
  const panel = await shop.panel.boundingBox();
  expect([panel?.width, panel?.height].map((size) => Math.round(size ?? 0))).toEqual([400, 720]);
  const top = await page.evaluate(() => document.elementFromPoint(900, 400)?.tagName);
  expect(top).toBe("AISLE-WIDGET");
});

test("the panel has no origin: it can not reach the page, and the page can not reach it", async ({
  shop,
  page,
  faults,
}) => {
  await shop.visit();
  await shop.open();
  const within = await shop.frame().evaluate(() => {
    const tries = {
      origin: () => self.origin,
      storage: () => localStorage.length,
      cookie: () => document.cookie,
      page: () => parent.document.title,
      away: () => {
        if (top) top.location.href = "https://elsewhere.example/";
      },
    };
    return Object.entries(tries).map(([name, tried]) => {
      try {
        return `${name}: ${tried()}`;
      } catch {
        return `${name}: refused`;
      }
    });
  });
  expect(within).toEqual([
    "origin: null",
    "storage: refused",
    "cookie: refused",
    "page: refused",
    "away: refused",
  ]);
  await expect.poll(() => faults.splice(0).join()).toContain("is sandboxed");
  const from = await page.evaluate(() => {
    const host = document.querySelector("aisle-widget");
    return host?.shadowRoot?.querySelector("iframe")?.contentDocument ?? "nothing";
  });
  expect(from).toBe("nothing");
});

test("a page that swaps its body keeps the widget, its open panel and the chat in it", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await shop.open();
  await shop.chat.askFully(QUESTION);
  await page.getByRole("link", { name: "Stonechat 38" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("products/stonechat");
  await expect(shop.panel).toBeVisible();
  await expect(shop.chat.question(QUESTION)).toBeVisible();
  await expect(shop.host).toHaveCount(1);
});

test("on paths that the merchant lists there is no launcher, without loading anew", async ({
  shop,
  page,
}) => {
  await shop.visit("/", { "data-hide": "/checkout*" });
  await expect(shop.launcher).toBeVisible();
  await page.getByRole("link", { name: "Checkout" }).click();
  await expect(shop.launcher).toBeHidden();
  await page.goBack();
  await expect(shop.launcher).toBeVisible();
});

test("it steps aside for a consent bar, and comes back when that is gone", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await page.evaluate("showCookies()");
  const lowest = async () => {
    const box = await shop.launcher.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await expect.poll(lowest).toBeLessThanOrEqual(670);
  await page.evaluate("document.querySelector('.cookies').remove()");
  await expect.poll(lowest).toBe(740);
});

test("25: the chat survives a reload by the page's own storage; with none it still answers", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await shop.open();
  await shop.chat.askFully("Compare the top two");
  await shop.chat.composer.fill("half a thought");
  await page.waitForTimeout(700);
  await page.reload();
  // It was open in this tab, so it opens again.
  await expect(shop.chat.question("Compare the top two")).toBeVisible();
  await expect(shop.chat.composer).toHaveValue("half a thought");
  expect(await page.evaluate(() => Object.keys(localStorage).sort())).toContain(
    "aisle.demo.session",
  );

  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
  });
  await page.reload();
  await shop.open();
  await shop.chat.askFully("How do I measure my back?");
  await expect(shop.chat.question("Compare the top two")).toHaveCount(0);
});

test("before the first message nothing is stored and nothing asked where consent is required", async ({
  shop,
  page,
}) => {
  await shop.visit("/", { "data-consent": "required", "data-color": "#b5532a" });
  await shop.open();
  await expect(shop.chat.log.getByText("you agree that we store this chat")).toBeVisible();
  await shop.chat.composer.fill("Can I send it back?");
  await page.waitForTimeout(700);
  const calls = shop.asked.filter((call) => call.includes("/api/"));
  expect(calls).toEqual([]);
  const kept = () =>
    page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  expect(await kept()).toEqual([]);
  await shop.chat.composer.press("Enter");
  await expect(shop.chat.question("Can I send it back?")).toBeVisible();
  await shop.chat.idle();
  await expect.poll(kept).toContain("aisle.demo.conversation");
});

test("where the settings alone require consent, they are all that is asked for before a message", async ({
  shop,
  page,
}) => {
  await shop.set({
    consent: { required: true },
    nudge: { text: "Ask us.", after_seconds: 0, paths: [], event: null },
  });
  await shop.visit();
  await expect.poll(() => shop.asked.join()).toContain("/widget/config");
  await page.waitForTimeout(500);
  expect(shop.asked.filter((call) => !call.includes("loader.js"))).toEqual([
    "GET /api/v1/widget/config",
  ]);
  await shop.open();
  await expect(shop.chat.log.getByText("you agree that we store this chat")).toBeVisible();
  expect(shop.asked.filter((call) => call.includes("/api/"))).toEqual([
    "GET /api/v1/widget/config",
  ]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("31: a card number leaves the frame for nobody, the page around it included", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await shop.open();
  const before = shop.asked.length;
  await shop.chat.composer.fill("4111 1111 1111 1111");
  await shop.chat.composer.press("Enter");
  await expect(
    shop.chat.page
      .frameLocator("aisle-widget iframe")
      .getByText("looks like a card number")
      .first(),
  ).toBeVisible();
  await page.waitForTimeout(700);
  expect(shop.asked.slice(before)).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("4111");
});

test.describe("on a phone", () => {
  test.use(PHONE);

  test("8: it is modal, Back closes it, and the page stays where it was", async ({
    shop,
    page,
  }) => {
    await shop.visit();
    const address = page.url();
    await shop.launcher.tap();
    await expect(shop.panel).toHaveClass(/\bm\b/);
    // Once it has come up.
    const box = async () => Object.values((await shop.panel.boundingBox()) ?? {});
    await expect.poll(box).toEqual([0, 0, 390, 844]);
    expect(await shop.panel.evaluate((dialog) => dialog.matches(":modal"))).toBe(true);
    await page.goBack();
    await expect(shop.panel).toBeHidden();
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe("");
  });

  test("26: over the keyboard composer and last message are in sight, and the page does not scroll", async ({
    shop,
    page,
  }) => {
    await shop.visit();
    await shop.launcher.tap();
    await shop.chat.askFully("Can I send it back?");
    await page.setViewportSize({ width: 390, height: 480 });
    await shop.chat.composer.focus();
    const edge = await shop.chat.composer.boundingBox();
    expect((edge?.y ?? 999) + (edge?.height ?? 0)).toBeLessThanOrEqual(480);
    await expect(shop.chat.question("Can I send it back?")).toBeInViewport();
    await page.mouse.wheel(0, 600);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
