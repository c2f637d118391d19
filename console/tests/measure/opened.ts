import type { Browser, CDPSession, Page } from "@playwright/test";
import { SIGNED_IN } from "../signIn";

export interface Opened {
  page: Page;
  devtools: CDPSession;
  close(): Promise<void>;
}

/** A page of somebody who is signed in, with nothing in its cache, on a machine so many times slower. */
export async function opened(browser: Browser, rate = 1): Promise<Opened> {
  const context = await browser.newContext({
    baseURL: process.env.AISLE_BASE_URL as string,
    storageState: SIGNED_IN,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  return { page, devtools, close: () => context.close() };
}

/** Wait until a screen is drawn and waits for no answer. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector("#main h2") && !document.querySelector('[aria-busy="true"]'),
  );
}
