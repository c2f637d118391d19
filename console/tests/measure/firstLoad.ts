import type { Browser, CDPSession } from "@playwright/test";
import { drawn, opened } from "./opened";

const SLOW_4G = {
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
  offline: false,
};

const kindOf = (type: string) =>
  /javascript|css/.test(type) ? "code" : /font/.test(type) ? "fonts" : "rest";

/** Counts what comes over the line, in bytes as they are sent. */
function counted(devtools: CDPSession) {
  const kinds = new Map<string, "code" | "fonts" | "rest">();
  const sent = { code: 0, fonts: 0, rest: 0, requests: 0 };
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    kinds.set(requestId, kindOf(response.mimeType));
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    sent[kinds.get(requestId) ?? "rest"] += encodedDataLength;
    sent.requests += 1;
  });
  return sent;
}

/** The home screen with nothing in the cache, behind slow 4G (150 ms, 1.6 Mbit/s). */
export async function firstLoad(browser: Browser) {
  const { page, devtools, close } = await opened(browser);
  await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
  const sent = counted(devtools);
  const from = performance.now();
  await page.goto("/s/demo", { waitUntil: "commit" });
  await drawn(page);
  const ms = performance.now() - from;
  await page.waitForLoadState("load");
  await close();
  return { ms, ...sent };
}
