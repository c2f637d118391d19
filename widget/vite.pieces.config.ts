import { defineConfig } from "vite";

const name = process.env.PIECE ?? "";
const INPUTS: Record<string, string> = {
  voice: "src/voice/recognition.ts",
  panel: "src/panel/main.ts",
  nudge: "src/nudge/main.ts",
};

/** A piece that the loader fetches when it is wanted: one module without imports. */
export default defineConfig({
  publicDir: false,
  define: { __VOICE__: JSON.stringify(process.env.VOICE ?? "") },
  build: {
    outDir: "dist/assets",
    emptyOutDir: false,
    target: "es2022",
    rollupOptions: {
      input: INPUTS[name] ?? "",
      preserveEntrySignatures: "strict",
      output: { entryFileNames: `${name}-[hash].js`, format: "es" },
    },
  },
});
