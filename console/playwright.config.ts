import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function browser(): string {
  const path = process.env.CHROME_BIN ?? CANDIDATES.find((candidate) => existsSync(candidate));
  if (path) return path;
  console.error("No Chromium found: set CHROME_BIN to one, or install the package chromium.");
  process.exit(1);
}

/** The console is tested against a whole Aisle alone; scripts/real_browser.py starts one. */
function server(): string {
  const url = process.env.AISLE_BASE_URL;
  if (url) return url;
  console.error(
    "Set AISLE_BASE_URL, or run scripts/real_browser.py console, which starts a server and tests against it.",
  );
  process.exit(1);
}

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/signIn.ts",
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  // Patient: a busy machine is slow, and a test that passes alone is told as unsteady, as the server's are.
  expect: { timeout: 15_000 },
  retries: 1,
  reporter: [["list"]],
  use: {
    baseURL: server(),
    storageState: "test-results/signed-in.json",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: browser(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
      ],
    },
  },
});
