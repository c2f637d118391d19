import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PORT = 43117;
const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function browser(): string {
  const path = process.env.CHROME_BIN ?? CANDIDATES.find((candidate) => existsSync(candidate));
  if (path) return path;
  console.error("No Chromium found: set CHROME_BIN to one, or install the package chromium.");
  process.exit(1);
}

const real = process.env.AISLE_BASE_URL;

export default defineConfig({
  testDir: "tests/browser",
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  // Patient: a busy machine is slow, and a test that passes alone is told as unsteady, as the server's are.
  expect: { timeout: 15_000 },
  retries: 1,
  reporter: [["list"]],
  use: {
    baseURL: real ?? `http://127.0.0.1:${PORT}`,
    viewport: { width: 1100, height: 760 },
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
  ...(!real && {
    webServer: {
      command: "node tests/server.mjs",
      url: `http://127.0.0.1:${PORT}/c/demo`,
      env: { PORT: String(PORT) },
      reuseExistingServer: false,
    },
  }),
});
