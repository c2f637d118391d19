/** What every screen looks like for readers with needs: by keys, with large letters, forced colours, without motion. */
import { expect, type Page, test } from "@playwright/test";
import { SCREENS } from "../screens";
import {
  cutOff,
  edgeless,
  moving,
  oddWords,
  sideways,
  smallerThan,
  spilling,
  unseenStops,
} from "./looks";
import { eachScreen } from "./walk";

const DESKTOP = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 700 };
const FINE_PX = 24;

async function fits(page: Page, name: string): Promise<void> {
  expect.soft(await sideways(page), name).toBeLessThanOrEqual(0);
  expect.soft(await cutOff(page), name).toEqual([]);
  expect.soft(await spilling(page), name).toEqual([]);
}

async function withLetters(page: Page, size: string, look: () => Promise<void>): Promise<void> {
  const set = (wanted: string) =>
    page.evaluate((to) => {
      document.documentElement.style.fontSize = to;
    }, wanted);
  await set(size);
  await look();
  await set("");
}

test("7, 12, 13, 14: what keys reach is seen and ringed, large letters fit, forced colours leave every edge, nothing has to move", async ({
  page,
}) => {
  await eachScreen(page, SCREENS, async (name) => {
    expect.soft(await oddWords(page), name).toEqual([]);
    expect.soft(await smallerThan(page, FINE_PX), name).toEqual([]);
    await withLetters(page, "200%", () => fits(page, `${name}, letters twice as large`));
    await page.setViewportSize(NARROW);
    await fits(page, `${name}, 320 px`);
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    expect.soft(await edgeless(page), name).toEqual([]);
    expect.soft(await moving(page), name).toEqual([]);
    await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
    await page.keyboard.press("Tab");
    expect.soft(await unseenStops(page), name).toEqual([]);
  });
});
