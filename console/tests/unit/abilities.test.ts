/** Permissions are said in five languages; in English as the server's list of rights says them. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const here = (path: string) => readFileSync(`${process.cwd()}/${path}`, "utf8");

it("what a permission allows is said in the words of the list of rights", () => {
  const words: Record<string, string> = JSON.parse(
    here("src/features/settings/roles/messages/en.json"),
  );
  const rows = here("../docs/explanation/rights.md").matchAll(
    /^\| `([\w.]+)` \|.*\| ([^|]+) \|$/gm,
  );
  const listed = Object.fromEntries([...rows].map(([, name, sentence]) => [name, sentence]));
  expect(Object.keys(words).length).toBeGreaterThan(40);
  expect(listed).toMatchObject(words);
});
