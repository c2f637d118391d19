// What the first load weighs, gzipped, against its budget; and each screen's own piece.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KIB = 1000;
const FIRST_LOAD = 250 * KIB;
const FONTS = 80 * KIB;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** A piece with everything that it needs before it can run. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name].imports ?? []) closure(next, seen);
  return seen;
}

const weigh = (files) =>
  [...new Set(files)].reduce(
    (sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length,
    0,
  );

const filesOf = (names) =>
  [...names].flatMap((name) => [manifest[name].file, ...(manifest[name].css ?? [])]);

// The first screen of a store: the entry, the frame, one screen, and the messages of one language.
const first = new Set();
for (const name of ["index.html", "src/shell/Shell.tsx", "src/features/home/Home.tsx"])
  closure(name, first);
for (const name of Object.keys(manifest))
  if (/src\/(shell|features\/home)\/messages\/ar\.json/.test(name)) first.add(name);

const line = (name, bytes, most) => {
  const verdict = most ? (bytes <= most ? "ok    " : "TOO BIG") : "      ";
  console.log(
    `  ${verdict} ${name.padEnd(44)} ${(bytes / KIB).toFixed(1).padStart(7)} kB${most ? ` of ${most / KIB}` : ""}`,
  );
  return !most || bytes <= most;
};

console.log("The console, gzip:");
let fine = line("first load: script and style", weigh(filesOf(first)), FIRST_LOAD);
const fonts = readdirSync(new URL("assets/", dist)).filter((name) =>
  /-latin-wdth.*\.woff2$/.test(name),
);
fine =
  line(
    "font",
    fonts.reduce((sum, one) => sum + statSync(new URL(`assets/${one}`, dist)).size, 0),
    FONTS,
  ) && fine;
for (const [name, piece] of Object.entries(manifest))
  if (piece.isDynamicEntry && name.endsWith(".tsx") && !first.has(name))
    line(
      name.replace("src/", ""),
      weigh(filesOf([...closure(name)].filter((one) => !first.has(one)))),
    );
process.exit(fine ? 0 : 1);
