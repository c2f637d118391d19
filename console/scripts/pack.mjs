/** Packs what the build made, beside it: once here, and not for everybody who loads it. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
for (const file of readdirSync(dist, { recursive: true }))
  if (/\.(js|css|svg)$/.test(file))
    writeFileSync(`${dist}${file}.gz`, gzipSync(readFileSync(dist + file), { level: 9 }));
