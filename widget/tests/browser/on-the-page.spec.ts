import { PHONE } from "./fixtures";
import { expect, test } from "./shop";

const QUESTION = "Which rucksack for 3 wet days in the Lakes? Under £150";

test("commands from before the script came are done, and the page hears what happens", async ({
  shop,
  page,
}) => {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard, Aisle: [["on", "open", () => heard.push("open")], ["open"]] });
  });
  await shop.visit();
  await expect(shop.panel).toBeVisible();
  await shop.call("ask", "Can I send it back?");
  await expect(shop.chat.question("Can I send it back?")).toBeVisible();
  await shop.chat.idle();
  await shop.call("close");
  await expect(shop.panel).toBeHidden();
  expect(await page.evaluate("window.heard")).toEqual(["open"]);
  expect(
    await page.evaluate(() => Object.keys(window).filter((name) => /aisle/i.test(name))),
  ).toEqual(["Aisle"]);
});

test("Add is there while the page listens; what the page could not do is said; Undo takes it out", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await shop.open();
  await shop.chat.askFully(QUESTION);
  const add = shop.chat.answer().getByRole("button", { name: "Add Stonechat 38 to basket" });
  await expect(add).toHaveCount(0);

  await page.evaluate(() => {
    const basket: unknown[] = [];
    const { Aisle } = window as unknown as { Aisle: { on(name: string, act: unknown): void } };
    Object.assign(window, { basket, isFull: true });
    Aisle.on("add", async (item: unknown) => {
      if ((window as unknown as { isFull: boolean }).isFull) throw new Error("full");
      basket.push(item);
    });
    Aisle.on("remove", () => void basket.pop());
  });
  await add.click();
  await expect(
    page.frameLocator("aisle-widget iframe").getByText("couldn’t be put into the basket").first(),
  ).toBeAttached();
  expect(await page.evaluate("window.basket.length")).toBe(0);

  await page.evaluate("window.isFull = false");
  await add.click();
  await expect(shop.chat.answer().getByText("In basket")).toBeVisible();
  const [item] = (await page.evaluate("window.basket")) as {
    product: { id: string };
    quantity: number;
  }[];
  expect([item?.product.id, item?.quantity]).toEqual(["stonechat", 1]);
  expect(JSON.stringify(item)).not.toContain("wet days");
  await shop.chat.answer().getByRole("button", { name: "Take Stonechat 38 out" }).click();
  await expect(add).toBeVisible();
  expect(await page.evaluate("window.basket.length")).toBe(0);

  const told = page.waitForRequest((request) => request.url().endsWith("/chat"));
  await shop.call("setPage", { basket: ["stonechat-38", 4711, "", "x".repeat(201)] });
  await shop.chat.askFully("Can I send it back?");
  expect((await told).postDataJSON().basket).toEqual(["stonechat-38", "4711"]);
});

test("an answer that comes while the panel is away shows as a number on the launcher", async ({
  shop,
}) => {
  await shop.visit();
  await shop.open();
  await shop.chat.ask("Tell a very long story");
  await expect(shop.chat.stop).toBeVisible();
  await shop.call("close");
  await expect(shop.launcher.locator(".d")).toHaveText("1", { timeout: 20_000 });
  await shop.launcher.click();
  await expect(shop.launcher.locator(".d")).toBeHidden();
});

test("a chat can be rated, copied, started over and deleted at its end", async ({ shop, page }) => {
  await shop.visit();
  await shop.open();
  await shop.chat.askFully("Can I send it back?");
  const within = page.frameLocator("aisle-widget iframe");
  await within.getByRole("button", { name: "Menu" }).click();
  await within.getByRole("button", { name: "End this chat" }).click();
  const end = within.getByRole("region", { name: "This chat has ended" });
  await end.getByRole("button", { name: "Good answer" }).click();
  await expect(end.getByRole("button", { name: "Good answer" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await shop.expectAccessible("ended");
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    end.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("Pike & Tarn.txt");
  await end.getByRole("button", { name: "Delete this chat" }).click();
  await expect(within.getByRole("dialog").getByText("deleted at once")).toBeVisible();
  await within.getByRole("dialog").getByRole("button", { name: "Delete this chat" }).click();
  await expect(within.getByText("This chat is deleted.")).toBeAttached();
  await expect(shop.chat.question("Can I send it back?")).toHaveCount(0);
  expect(shop.asked.findLast((call) => call.startsWith("DELETE"))).toMatch(
    /\/conversations\/[^/]+$/,
  );
  await page.reload();
  await expect(shop.chat.question("Can I send it back?")).toHaveCount(0);
});

test("32: deleting asks first, by the safe way first, also from the menu", async ({
  shop,
  page,
}) => {
  await shop.visit();
  await shop.open();
  await shop.chat.askFully("Can I send it back?");
  const within = page.frameLocator("aisle-widget iframe");
  const dialog = within.getByRole("dialog");
  await within.getByRole("button", { name: "Menu" }).click();
  await dialog.getByRole("button", { name: "Delete this chat" }).click();
  await expect(dialog.getByText("deleted at once")).toBeVisible();
  await shop.expectAccessible("deleting");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(shop.chat.question("Can I send it back?")).toBeVisible();
  expect(shop.asked.filter((call) => call.startsWith("DELETE"))).toEqual([]);
});

test("a browser that asks for privacy keeps the chat from being used for better answers", async ({
  shop,
  page,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { value: true }),
  );
  const said: unknown[] = [];
  page.on("request", (request) => {
    const { improve, page: path, basket } = request.postDataJSON() ?? {};
    if (request.url().endsWith("/chat")) said.push({ improve, page: path, basket });
  });
  await shop.visit();
  await shop.call("setPage", { basket: ["stonechat-38"] });
  await shop.open();
  await shop.chat.askFully("Can I send it back?");
  expect(said).toEqual([{ improve: false, page: undefined, basket: undefined }]);
});

test("a nudge waits for its rule, comes once, and is silent for 30 days after it was closed", async ({
  shop,
  page,
}) => {
  await shop.set({
    nudge: { text: "Not sure about size? Ask.", after_seconds: 0, paths: [], event: "size-guide" },
  });
  await shop.visit();
  const nudge = shop.host.locator(".n");
  await expect.poll(() => shop.asked.join()).toContain("nudge");
  await page.waitForTimeout(300);
  await expect(nudge).toBeHidden();
  await shop.call("setPage", { event: "size-guide" });
  await expect(nudge).toBeVisible();
  await shop.expectAccessible("nudge");
  await nudge.getByRole("button", { name: "Close" }).click();
  await expect(nudge).toBeHidden();
  const until = await page.evaluate(() => Number(localStorage.getItem("aisle.demo.nudge")));
  expect(Math.round((until - Date.now()) / 86_400_000)).toBe(30);
});

test("what is said goes into the message field to be checked, and never by itself to the shop", async ({
  shop,
  page,
}) => {
  await page.addInitScript(() => {
    class Recogniser extends EventTarget {
      start() {
        setTimeout(() => {
          this.dispatchEvent(new Event("start"));
          const results = [{ 0: { transcript: "do you have it in green" }, isFinal: true }];
          this.dispatchEvent(Object.assign(new Event("result"), { results }));
        });
      }
      stop() {
        this.dispatchEvent(new Event("end"));
      }
    }
    Object.assign(window, { SpeechRecognition: Recogniser });
  });
  await shop.visit();
  await shop.open();
  const within = page.frameLocator("aisle-widget iframe");
  await within.getByRole("button", { name: "Speak instead of typing" }).click();
  await expect(within.getByText("some browsers send the sound to their maker")).toBeVisible();
  await shop.expectAccessible("voice explained");
  expect(shop.asked.join()).not.toContain("voice-");
  await within.getByRole("button", { name: "Start speaking" }).click();
  await expect(within.getByText("do you have it in green")).toBeVisible();
  await shop.expectAccessible("voice");
  await within.getByRole("button", { name: "Done" }).click();
  await expect(shop.chat.composer).toHaveValue("do you have it in green");
  expect(shop.asked.filter((call) => call.startsWith("POST"))).toEqual([]);
});

test("taken off the page nothing of it is left", async ({ shop, page }) => {
  await shop.visit();
  await shop.open();
  await shop.call("destroy");
  await expect(shop.host).toHaveCount(0);
  expect(await page.evaluate("typeof window.Aisle")).toBe("undefined");
  await page.getByRole("link", { name: "Stonechat 38" }).click();
  await page.waitForTimeout(1200);
  await expect(shop.host).toHaveCount(0);
});

for (const [language, label, first] of [
  ["de", "Frage stellen", "Wir bewahren diesen Chat 30 Tage auf"],
  ["fr", "Poser une question", "Nous conservons ce chat 30 jours"],
  ["es", "Hacer una pregunta", "Guardamos este chat 30 días"],
  ["ar", "اطرح سؤالاً", "30 يومًا"],
] as const)
  test(`17: it speaks ${language}, in that language's direction`, async ({ shop, page }) => {
    await shop.visit("/", { "data-language": language });
    await expect(shop.launcher).toHaveText(label);
    await shop.launcher.click();
    await expect(shop.chat.log).toContainText(
      first.replace("30", language === "ar" ? "" : "30").trim(),
    );
    const html = page.frameLocator("aisle-widget iframe").locator("html");
    await expect(html).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
    await expect(html).toHaveAttribute("lang", language);
    const box = await shop.panel.boundingBox();
    const isAtLeft = (box?.x ?? 0) < 100;
    expect(isAtLeft).toBe(language === "ar");
    await shop.expectAccessible(language);
  });

for (const mode of ["light", "dark"] as const)
  for (const device of ["desktop", "phone"] as const)
    test.describe(`6: axe, ${mode}, ${device}`, () => {
      if (device === "phone") test.use(PHONE);

      test("finds nothing grave in any state on a shop's page", async ({ shop, page }) => {
        test.slow(); // A dozen looks of a second or two each.
        await shop.set({ theme: { mode, light: {}, dark: {} } });
        await shop.visit();
        await shop.expectAccessible("closed");
        await page.evaluate(() => {
          const { Aisle } = window as unknown as {
            Aisle: { on(name: string, act: unknown): void };
          };
          Aisle.on("add", () => undefined);
          Aisle.on("remove", () => undefined);
        });
        await shop.open();
        const html = page.frameLocator("aisle-widget iframe").locator("html");
        await expect(html).toHaveAttribute("data-mode", mode);
        await shop.expectAccessible("open, new");
        await shop.chat.ask("Tell a very long story");
        await expect(shop.chat.stop).toBeVisible();
        await shop.expectAccessible("streaming");
        await shop.chat.idle();
        await shop.chat.askFully(QUESTION);
        await shop.chat.answer().getByRole("button", { name: "Add Stonechat 38" }).click();
        await shop.expectAccessible("cards and basket");
        await shop.chat.askFully("Compare the top two");
        await expect(shop.chat.answer().getByRole("table")).toBeVisible();
        await shop.expectAccessible("comparison");
        await shop.chat.askFully("What is the meaning of life?");
        await shop.expectAccessible("no evidence");
        await page.context().setOffline(true);
        await shop.chat.ask("Do you ship to islands?");
        await expect(shop.chat.log.getByText("Not sent yet")).toBeVisible();
        await shop.expectAccessible("offline");
        await page.context().setOffline(false);
        await shop.chat.idle();
        await shop.chat.ask("too fast");
        await expect(
          page.frameLocator("aisle-widget iframe").getByText("a lot at once").first(),
        ).toBeVisible();
        await shop.expectAccessible("rate-limited");
      });
    });
