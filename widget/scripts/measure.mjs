/**
 * What the widget costs a shop's page and its shoppers, on a phone slowed four times behind slow 4G (150 ms,
 * 1.6 Mbit/s), against the built files and the scripted server: `npm run measure`, after a build.
 *
 * Blocking time is what long tasks take over 50 ms each; layout shift is the browser's own sum. Frames are
 * long tasks within the chat's frame while an answer of 2,000 words is written.
 */
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const PORT = 43217;
const SHOP = `http://localhost:${PORT + 1}/`;
const RUNS = Number(process.env.RUNS ?? 5);
const SLOW = {
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
  offline: false,
};
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const round = (number) => Math.round(number * 100) / 100;

/** Counts in every frame from its first moment. */
function watch() {
  const seen = { tasks: [], shift: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries())
      if (!hadRecentInput) seen.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
}

async function phone(browser, { isSlow = true } = {}) {
  const context = await browser.newContext(PHONE);
  await context.addInitScript(watch);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (isSlow) await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return { context, page };
}

async function pageCost(browser, query) {
  const { context, page } = await phone(browser);
  await page.goto(`${SHOP}${query}`, { waitUntil: "load" });
  await pause(2500);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  const blocking = seen.tasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0);
  return { blocking, shift: seen.shift };
}

/** Milliseconds from the press to a field that takes letters. */
async function opening(page) {
  const field = page.frameLocator("aisle-widget iframe").locator("textarea");
  const from = performance.now();
  await page.locator("aisle-widget button.l").tap();
  await field.waitFor();
  return performance.now() - from;
}

async function openingTimes(browser) {
  const { context, page } = await phone(browser);
  await page.goto(SHOP);
  await page.locator("aisle-widget button.l").waitFor();
  await pause(1500);
  const cold = await opening(page);
  await page.evaluate(() => window.Aisle.close());
  const warm = await opening(page);
  await context.close();
  return { cold, warm };
}

async function streaming(browser) {
  const { context, page } = await phone(browser, { isSlow: false });
  await page.goto(SHOP);
  await opening(page);
  const chat = page.frameLocator("aisle-widget iframe");
  const frame = page.frames().find((one) => one.url().includes("/frame"));
  await pause(500);
  await frame.evaluate(
    () => Object.assign(window.seen, { shift: 0 }) && window.seen.tasks.splice(0),
  );
  await chat.locator("textarea").fill("Tell a very long story");
  await chat.locator("textarea").press("Enter");
  await chat.getByText("Paragraph 24.").waitFor({ timeout: 60_000 });
  await chat.locator("[aria-busy=true]").waitFor({ state: "detached", timeout: 60_000 });
  const { tasks, shift } = await frame.evaluate(() => window.seen);
  const words = ((await chat.locator("article.aw-a").last().textContent()) ?? "").split(
    /\s+/,
  ).length;
  if (words < 1800) throw new Error(`Only ${words} words came.`);
  await context.close();
  return { longest: Math.max(0, ...tasks), over: tasks.filter((task) => task > 50).length, shift };
}

async function repeat(act) {
  const found = [];
  for (let run = 0; run < RUNS; run += 1) found.push(await act());
  return Object.fromEntries(
    Object.keys(found[0]).map((name) => [name, round(median(found.map((one) => one[name])))]),
  );
}

const server = spawn(
  process.execPath,
  [fileURLToPath(new URL("../tests/server.mjs", import.meta.url))],
  {
    env: { ...process.env, PORT: String(PORT) },
    stdio: "inherit",
  },
);
await pause(700);
const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    // As on phones of little memory: one process for page and frame, so that what slows one slows both.
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process,IsolateSandboxedIframes",
  ],
});
try {
  const without = await repeat(() => pageCost(browser, "?without=1"));
  const withIt = await repeat(() => pageCost(browser, ""));
  const opened = await repeat(() => openingTimes(browser));
  const streamed = await repeat(() => streaming(browser));
  console.log(JSON.stringify({ runs: RUNS, without, with: withIt, opened, streamed }, null, 2));
} finally {
  await browser.close();
  server.kill();
}
