/** Fails when what the chat page loads grows over its budget: 40 kB gzip of script and style. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET = 40_000;
const folder = fileURLToPath(new URL("../dist/frame/assets/", import.meta.url));

const files = readdirSync(folder)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => ({ name, size: gzipSync(readFileSync(folder + name), { level: 9 }).length }));

const total = files.reduce((sum, { size }) => sum + size, 0);
const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;

for (const { name, size } of files) console.log(`${kilobytes(size).padStart(9)}  ${name}`);
console.log(`${kilobytes(total).padStart(9)}  together, of ${kilobytes(BUDGET)} gzip`);

if (files.length === 0 || total > BUDGET) {
  console.error(files.length === 0 ? "Nothing built: run the build first." : "Over the budget.");
  process.exit(1);
}
