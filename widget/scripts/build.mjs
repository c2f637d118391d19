/** Builds the frame, then the pieces that the page's half fetches, then the loader that knows their names. */
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist/`;
const run = (configFile) => build({ root, configFile: root + configFile, logLevel: "warn" });

rmSync(dist, { recursive: true, force: true });
await run("vite.config.ts");
// The panel's half names the voice piece, so that comes first.
for (const piece of ["voice", "panel", "nudge"]) {
  process.env.PIECE = piece;
  await run("vite.pieces.config.ts");
  const name = readdirSync(`${dist}assets`).find((file) => file.startsWith(`${piece}-`));
  process.env[piece.toUpperCase()] = `assets/${name}`;
}
await run("vite.loader.config.ts");
// A copy under its hash: for snippets with `integrity`, which must never find other bytes.
const digest = createHash("sha256")
  .update(readFileSync(`${dist}loader.js`))
  .digest("base64url");
copyFileSync(`${dist}loader.js`, `${dist}assets/loader-${digest.slice(0, 8)}.js`);

// Packed once here, and not for every shopper by the server.
for (const file of readdirSync(dist, { recursive: true }))
  if (/\.(js|css|svg)$/.test(file))
    writeFileSync(`${dist}${file}.gz`, gzipSync(readFileSync(dist + file), { level: 9 }));
