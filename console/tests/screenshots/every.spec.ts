/** Pictures of every screen, at two sizes and in two themes, and in other languages, for people to look at beside the design. */
import { type Page, test } from "@playwright/test";
import { ask } from "../browser/asking";
import { go } from "../browser/walk";
import { SCREENS } from "../screens";

const FOLDER = "../.cache/screenshots";
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const LOOKS = [
  { name: "desktop-light", viewport: DESKTOP, colorScheme: "light", language: "en" },
  { name: "desktop-dark", viewport: DESKTOP, colorScheme: "dark", language: "en" },
  { name: "phone-light", viewport: PHONE, colorScheme: "light", language: "en" },
  { name: "phone-dark", viewport: PHONE, colorScheme: "dark", language: "en" },
  { name: "desktop-arabic", viewport: DESKTOP, colorScheme: "light", language: "ar" },
  { name: "phone-german", viewport: PHONE, colorScheme: "light", language: "de" },
] as const;

/** Screens of one thing: their addresses are known when it is there. */
async function ofOne(page: Page): Promise<Record<string, string>> {
  const { conversation, message } = await ask(
    page,
    "Which rucksack for three wet days, under £150?",
  );
  const articles = await page.request.get("/api/v1/stores/demo/articles");
  const id = (await articles.json()).items?.[0]?.id;
  return {
    "conversations-one": `/s/demo/conversations/${conversation}`,
    "answers-one": `/s/demo/answers/${message}`,
    ...(id && { "knowledge-one": `/s/demo/knowledge/${id}` }),
  };
}

for (const { name: look, viewport, colorScheme, language } of LOOKS)
  test(look, async ({ browser }) => {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      locale: "en-GB",
      storageState: "test-results/signed-in.json",
      baseURL: process.env.AISLE_BASE_URL as string,
    });
    await context.addInitScript(
      (code) => localStorage.setItem("aisle.look", JSON.stringify({ language: code })),
      language,
    );
    const page = await context.newPage();
    for (const [name, path] of Object.entries({ ...SCREENS, ...(await ofOne(page)) })) {
      await go(page, path);
      await page.screenshot({ path: `${FOLDER}/${name}-${look}.png` });
    }
    await context.close();
  });
