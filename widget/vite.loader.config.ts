import { defineConfig } from "vite";

/** The loader: one classic script, so that a tag is all a page needs. */
export default defineConfig({
  define: {
    __PANEL__: JSON.stringify(process.env.PANEL ?? ""),
    __NUDGE__: JSON.stringify(process.env.NUDGE ?? ""),
  },
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: "src/loader/main.ts",
      formats: ["iife"],
      name: "aisle",
      fileName: () => "loader.js",
    },
  },
});
