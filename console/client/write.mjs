// Writes src/api/schema.ts from the server's OpenAPI document; --check says whether it is that.
// A folder of its own, because the generator needs another TypeScript than the console is checked with.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const file = new URL("../src/api/schema.ts", import.meta.url);
const DESCRIBE = "import json; from aisle.web.app import describe; print(json.dumps(describe()))";
const HEAD =
  "// Written by client/write.mjs from the server's OpenAPI document; `npm run client` writes it anew.\n";

/** What the console asks for: /api/v1, and what lies in a store only below the store's name. */
function narrowed(document) {
  const inStores = "/api/v1/stores/{store}";
  const paths = Object.entries(document.paths).filter(
    ([path]) =>
      path.startsWith("/api/v1/") && !(path.replace("/api/v1", inStores) in document.paths),
  );
  for (const [, operations] of paths) for (const one of Object.values(operations)) narrow(one);
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Problems have one shape, which api/problem.ts knows. */
function narrow(operation) {
  if (!operation.responses) return;
  const good = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
  operation.responses = Object.fromEntries(good);
}

const said = execFileSync(`${root}.venv/bin/python`, ["-c", DESCRIBE], {
  maxBuffer: 2 ** 26,
  env: { ...process.env, AISLE_LOG_LEVEL: "error" },
});
const types = await openapiTS(narrowed(JSON.parse(said.toString())), { alphabetize: true });
const text = HEAD + astToString(types);

if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
} else if (readFileSync(file, "utf8") === text) {
  console.log("All checks passed: the console's client is that of the API.");
} else {
  console.error(
    "src/api/schema.ts is not what the API says: run `npm run client` in console/ and look at what changed.",
  );
  process.exit(1);
}
