/**
 * Fails when a part that shoppers wait for grows over its budget, in bytes as a server sends them (gzip).
 * The loader comes with every page of a shop; the frame and the page's half of the panel on the first sign
 * of intent; everything else when it is used.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const BUDGETS = { loader: 5_000, frame: 40_000 };

const sizeOf = (path) => gzipSync(readFileSync(DIST + path), { level: 9 }).length;
const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;
const line = (size, name) => console.log(`${kilobytes(size).padStart(9)}  ${name}`);

/** What the frame's page loads before it is asked for anything. */
function firstFiles() {
  const html = readFileSync(`${DIST}frame/index.html`, "utf8");
  return [...html.matchAll(/(?:src|href)="\/static\/(frame\/assets\/[^"]+)"/g)].map(
    ([, path]) => path,
  );
}

const listed = (folder) => readdirSync(DIST + folder).map((name) => `${folder}${name}`);
const first = firstFiles();
const later = [...listed("assets/"), ...listed("frame/assets/")].filter(
  (path) => !first.includes(path) && !/loader-|\.gz$/.test(path),
);

const totals = {
  loader: sizeOf("loader.js"),
  frame: first.reduce((sum, path) => sum + sizeOf(path), 0),
};
for (const path of first) line(sizeOf(path), path);
for (const [name, size] of Object.entries(totals))
  line(size, `${name}, of ${kilobytes(BUDGETS[name])}`);
console.log("when they are wanted:");
for (const path of later) line(sizeOf(path), path);

const over = Object.keys(totals).filter((name) => totals[name] > BUDGETS[name]);
if (first.length === 0 || over.length > 0) {
  console.error(first.length === 0 ? "Nothing built." : `Over the budget: ${over.join(", ")}.`);
  process.exit(1);
}
