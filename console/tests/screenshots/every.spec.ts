/** Pictures of every screen, at two sizes and in two themes, for people to look at beside the design. */
import { test } from "@playwright/test";
import { SCREENS } from "../screens";

const FOLDER = "../.cache/screenshots";
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(SIZES))
  for (const theme of ["light", "dark"] as const)
    test(`${size}, ${theme}`, async ({ browser }) => {
      const context = await browser.newContext({
        viewport,
        colorScheme: theme,
        locale: "en-GB",
        storageState: "test-results/signed-in.json",
        baseURL: process.env.AISLE_BASE_URL as string,
      });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(SCREENS)) {
        await page.goto(path);
        await page.waitForLoadState("networkidle").catch(() => {});
        await page.screenshot({ path: `${FOLDER}/${name}-${size}-${theme}.png` });
      }
      await context.close();
    });
