import { defineConfig } from "vitest/config";
import { inPage } from "./vite.in-page.ts";

export default defineConfig({
  base: "/static/frame/",
  plugins: [inPage()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist/frame",
    emptyOutDir: true,
    target: "es2022",
    // The page is served under `img-src 'self'`: every picture stays a file.
    assetsInlineLimit: 0,
    // What a piece needs beside its style stands within the page.
    modulePreload: false,
  },
  test: {
    environment: "happy-dom",
    include: ["tests/unit/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
