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

const packed = (data) => gzipSync(data, { level: 9 }).length;
const sizeOf = (path) => packed(readFileSync(DIST + path));
const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;
const line = (size, name) => console.log(`${kilobytes(size).padStart(9)}  ${name}`);

/** The frame's page, which holds its script and style, as one answer. */
const frame = readFileSync(`${DIST}frame/index.html`);
const within = (tag) =>
  [...frame.toString().matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "gs"))]
    .map(([, text]) => text)
    .join("");
const parts = { script: within("script"), style: within("style") };

const listed = (folder) => readdirSync(DIST + folder).map((name) => `${folder}${name}`);
const later = [...listed("assets/"), ...listed("frame/assets/")].filter(
  (path) => !/loader-|\.gz$/.test(path),
);

const totals = { loader: sizeOf("loader.js"), frame: packed(frame) };
for (const [name, text] of Object.entries(parts)) line(packed(text), `of the frame: ${name}`);
for (const [name, size] of Object.entries(totals))
  line(size, `${name}, of ${kilobytes(BUDGETS[name])}`);
console.log("when they are wanted:");
for (const path of later) line(sizeOf(path), path);

const isBuilt = Object.values(parts).every((text) => text.length > 1000);
const over = Object.keys(totals).filter((name) => totals[name] > BUDGETS[name]);
if (!isBuilt || over.length > 0) {
  console.error(isBuilt ? `Over the budget: ${over.join(", ")}.` : "Nothing built.");
  process.exit(1);
}
