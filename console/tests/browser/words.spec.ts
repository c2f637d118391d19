/** Every screen in a language that nobody speaks: whatever can still be read was never given to translators. */
import { expect, type Page, type Response, test } from "@playwright/test";
import { SCREENS } from "../screens";
import { cutOff, sideways, spilling } from "./looks";
import { isPseudo, pseudo } from "./pseudo";
import { eachScreen } from "./walk";

type Messages = Record<string, string>;

/** The messages that a built file holds; it is a module of its own, without imports. */
function messagesIn(module: string): Messages {
  const names = /export\{([^}]*)\};?\s*$/;
  const body = module.replace(names, (_, all: string) => {
    const kept = all.split(",").map((one) => one.split(" as ").reverse());
    return `return {${kept.map(([name, own = name]) => `${JSON.stringify(name)}: ${own}`)}}`;
  });
  return new Function(body)().default as Messages;
}

/** Speak it from right to left: Arabic has no messages here, and English ones, which take their place, are in the other language. Returns how many files there were. */
async function speakPseudo(page: Page): Promise<() => number> {
  let served = 0;
  await page.addInitScript(() => localStorage.setItem("aisle.look", '{"language":"ar"}'));
  await page.route("**/console/assets/ar-*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "export default {}" }),
  );
  await page.route("**/console/assets/en-*.js", async (route) => {
    const response = await route.fetch();
    const messages = Object.entries(messagesIn(await response.text()));
    const told = Object.fromEntries(messages.map(([key, text]) => [key, pseudo(text)]));
    served += 1;
    await route.fulfill({ response, body: `export default ${JSON.stringify(told)}` });
  });
  return () => served;
}

function stringsIn(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  else if (value && typeof value === "object")
    for (const [key, one] of Object.entries(value)) {
      into.add(key);
      stringsIn(one, into);
    }
}

/** Collect what the API says while the page is open: the shop's own words are in no file of messages. */
function collectData(page: Page): () => string {
  const said = new Set<string>();
  page.on("response", async (response: Response) => {
    if (!response.headers()["content-type"]?.includes("json")) return;
    stringsIn(await response.json().catch(() => undefined), said);
  });
  return () => [...said].join("\n").replace(/\s+/g, " ").toLowerCase();
}

/** Names of languages, of keys, of this product, of formats: they are the same everywhere. */
const NAMES =
  /^(aisle|english|deutsch|ctrl k|ctrl|esc|tab|enter|csv|json|html|utc|gbp|usd|eur|id|sku|url|b|i|[a-z])$/i;
/** Times and amounts, which the browser writes as Arabic has them; no message here does. */
const WRITTEN = /\p{Script=Arabic}|^(\P{L}*(UK|US)?[£$€])+\P{L}*$/u;

const texts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest("script, style, iframe, code, pre, textarea")) continue;
      if (parent.checkVisibility()) found.push(node.textContent ?? "");
    }
    for (const name of ["aria-label", "placeholder", "title", "alt"])
      for (const one of document.querySelectorAll(`[${name}]`))
        found.push(one.getAttribute(name) ?? "");
    return found.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
  });

const untranslated = (found: readonly string[], data: string) =>
  [...new Set(found)].filter(
    (text) =>
      /[a-z]{2}/i.test(text) &&
      !isPseudo(text) &&
      !/^https?:/i.test(text) &&
      !NAMES.test(text) &&
      !WRITTEN.test(text) &&
      !text.split(" · ").every((part) => data.includes(part.toLowerCase())),
  );

const screens = Object.entries(SCREENS);
/** Two halves, so that neither worker waits for the other. */
const halves = [screens.slice(0, screens.length / 2), screens.slice(screens.length / 2)];

for (const half of halves) {
  test(`17, 18: from ${half[0]?.[0]} on, from right to left, in a language two fifths longer, no word stays English, is cut off or spills over, and nothing scrolls sideways`, async ({
    page,
  }) => {
    const served = await speakPseudo(page);
    const data = collectData(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await eachScreen(page, Object.fromEntries(half), async (name) => {
      await expect.soft(page.locator("html"), name).toHaveAttribute("dir", "rtl");
      expect.soft(untranslated(await texts(page), data()), name).toEqual([]);
      expect.soft(await cutOff(page), name).toEqual([]);
      expect.soft(await spilling(page), name).toEqual([]);
      expect.soft(await sideways(page), name).toBeLessThanOrEqual(0);
    });
    expect(served()).toBeGreaterThan(5);
  });
}
