/** A phone of 390 x 844 slowed four times, behind slow 4G (150 ms, 1.6 Mbit/s), that counts what happens on it. */
const SLOW = {
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
  offline: false,
};
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

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

/** Bytes as they are sent, and requests, of page and frames. */
function countTraffic(session) {
  const sent = { bytes: 0, requests: 0 };
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    sent.bytes += encodedDataLength;
    sent.requests += 1;
  });
  return sent;
}

export async function phone(browser, { isSlow = true } = {}) {
  const context = await browser.newContext(PHONE);
  await context.addInitScript(watch);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (isSlow) await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return { context, page, sent: countTraffic(session) };
}

/** Long tasks beyond 50 ms each, and the browser's own sum of shifts. */
export async function blockingAndShift(page) {
  const { tasks, shift } = await page.evaluate(() => window.seen);
  return { blocking: tasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0), shift };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const round = (number) => Math.round(number * 100) / 100;

/** Does something several times; the median of each of its figures. */
export async function repeat(times, act) {
  const found = [];
  for (let run = 0; run < times; run += 1) found.push(await act());
  return Object.fromEntries(
    Object.keys(found[0]).map((name) => [name, round(median(found.map((one) => one[name])))]),
  );
}
