/**
 * What the widget costs a shop's page and its shoppers, on a phone slowed four times behind slow 4G (150 ms,
 * 1.6 Mbit/s), against the built files and the scripted server: `npm run measure`, after a build.
 *
 * Blocking time is what long tasks take over 50 ms each; layout shift is the browser's own sum. Frames are
 * long tasks within the chat's frame while an answer of 2,000 words is written. Widgets of others stand in the same
 * page in the same run, with every policy of the page off, which theirs would break.
 */
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { openPeer, PEERS } from "./measuring/peers.mjs";
import { blockingAndShift, phone, repeat } from "./measuring/phone.mjs";

const PORT = 43217;
const SHOP = `http://localhost:${PORT + 1}/`;
const PEER = `http://localhost:${PORT + 2}/`;
const RUNS = Number(process.env.RUNS ?? 5);
const OURS = {
  address: `${SHOP}?loose`,
  launcher: "aisle-widget button.l",
  field: (page) => page.frameLocator("aisle-widget iframe").locator("textarea"),
};

async function pageCost(browser, query) {
  const { context, page } = await phone(browser);
  await page.goto(`${SHOP}${query}`, { waitUntil: "load" });
  await pause(2500);
  const found = await blockingAndShift(page);
  await context.close();
  return found;
}

/** Milliseconds from the press to a field that takes letters. */
async function opening(page, { launcher, field } = OURS) {
  const from = performance.now();
  await page.locator(launcher).first().tap();
  await field(page).first().waitFor();
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

/** Everything that one widget costs a page, before it is wanted and until it is open. */
async function widgetCost(browser, { address, ...parts }) {
  const { context, page, sent } = await phone(browser);
  await page.goto(address, { waitUntil: "load" });
  await page.locator(parts.launcher).first().waitFor();
  await pause(2500);
  const before = { ...sent };
  const idle = await blockingAndShift(page);
  const opened = await opening(page, parts);
  await pause(1500);
  const { blocking } = await blockingAndShift(page);
  await context.close();
  return {
    bytes: before.bytes,
    requests: before.requests,
    ...idle,
    opened,
    bytesOpened: sent.bytes,
    requestsOpened: sent.requests,
    blockingOpened: blocking,
  };
}

/** The page alone is taken off, so that what remains is the widget's. */
function beyond(found, page) {
  const less = ["bytes", "requests", "blocking", "shift", "bytesOpened", "requestsOpened"];
  const of = (name) => page[name.replace("Opened", "")];
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name,
      less.includes(name) ? value - of(name) : value,
    ]),
  );
}

async function bareCost(browser) {
  const { context, page, sent } = await phone(browser);
  await page.goto(`${SHOP}?loose&without=1`, { waitUntil: "load" });
  await pause(2500);
  const found = await blockingAndShift(page);
  await context.close();
  return { ...sent, ...found };
}

async function compared(browser) {
  const bare = await repeat(RUNS, () => bareCost(browser));
  const told = { Aisle: beyond(await repeat(RUNS, () => widgetCost(browser, OURS)), bare) };
  for (const peer of PEERS) {
    const server = openPeer(peer, PORT + 2);
    if (!server) continue;
    const parts = {
      address: PEER,
      launcher: peer.launcher,
      field: (page) => page.locator(peer.field),
    };
    told[peer.name] = beyond(await repeat(RUNS, () => widgetCost(browser, parts)), bare);
    server.close();
  }
  return told;
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
  await chat.locator("textarea").fill("Tell a steady story");
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
  const without = await repeat(RUNS, () => pageCost(browser, "?without=1"));
  const withIt = await repeat(RUNS, () => pageCost(browser, ""));
  const opened = await repeat(RUNS, () => openingTimes(browser));
  const streamed = await repeat(RUNS, () => streaming(browser));
  const beside = await compared(browser);
  console.log(
    JSON.stringify({ runs: RUNS, without, with: withIt, opened, streamed, beside }, null, 2),
  );
} finally {
  await browser.close();
  server.kill();
}
