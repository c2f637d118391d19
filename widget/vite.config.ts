import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/frame/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist/frame",
    emptyOutDir: true,
    target: "es2022",
    // The page is served under `img-src 'self'` and no inline anything: every asset stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "happy-dom",
    include: ["tests/unit/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
