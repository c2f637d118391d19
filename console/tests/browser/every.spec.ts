/** What holds for every screen. Numbers are those of the acceptance checks. Each visit looks at all that it can. */
import { expect, type Page, test } from "@playwright/test";
import { SCREENS } from "../screens";
import { faults } from "./axe";
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
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 700 };
const FINE_PX = 24;
const FINGER_PX = 44;
/** So many screens make one test: enough tests for every worker until the end, and few to begin. */
const TOGETHER = 6;

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

/** Colours alone change with the theme, so in the dark only contrast is looked at. */
async function inTheDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  expect.soft(await faults(page, ["color-contrast"]), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

async function onDesktop(page: Page, name: string): Promise<void> {
  expect.soft(await oddWords(page), name).toEqual([]);
  expect.soft(await smallerThan(page, FINE_PX), name).toEqual([]);
  expect.soft(await faults(page), name).toEqual([]);
  await inTheDark(page, name);
  await withLetters(page, "200%", () => fits(page, `${name}, letters twice as large`));
  await page.emulateMedia({ forcedColors: "active" });
  expect.soft(await edgeless(page), name).toEqual([]);
  expect.soft(await moving(page), name).toEqual([]);
  await page.emulateMedia({ forcedColors: "none" });
}

async function onPhone(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PHONE);
  expect.soft(await faults(page), `${name}, phone`).toEqual([]);
  expect.soft(await smallerThan(page, FINGER_PX), `${name}, phone`).toEqual([]);
  await inTheDark(page, `${name}, phone`);
  await page.setViewportSize(NARROW);
  await fits(page, `${name}, 320 px`);
}

/** Last, for the focus leaves nothing as it was. */
async function byKeys(page: Page, name: string): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await page.keyboard.press("Tab");
  expect.soft(await unseenStops(page), name).toEqual([]);
}

/** Every error that a page logs, a broken policy among them. */
function heard(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  return said;
}

const screens = Object.entries(SCREENS);
const groups = Array.from({ length: Math.ceil(screens.length / TOGETHER) }, (_, at) =>
  screens.slice(at * TOGETHER, (at + 1) * TOGETHER),
);

// Colours change at once, so that none is looked at on its way.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const group of groups) {
  const names = `${group[0]?.[0]} to ${group.at(-1)?.[0]}`;

  test(`6, 7, 12, 13, 14: from ${names}: axe, keys, fingers, large letters, 320 px and forced colours find no fault`, async ({
    page,
  }) => {
    const said = heard(page);
    await page.setViewportSize(DESKTOP);
    await eachScreen(page, Object.fromEntries(group), async (name) => {
      await onDesktop(page, name);
      await onPhone(page, name);
      await byKeys(page, name);
      expect.soft(said.splice(0), name).toEqual([]);
    });
  });
}
