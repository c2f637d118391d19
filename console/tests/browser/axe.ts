/** Axe, asked within the page: the ready-made builder opens a second page for each look, which takes longer than the look. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

const SCRIPT = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const AGAIN_MS = 300;
const MOST_LOOKS = 15;

/** What axe finds serious or critical. rules: these alone. The chat inside a frame has tests of its own. */
export async function faults(page: Page, rules?: string[]): Promise<unknown[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SCRIPT);
  const options: RunOptions = {
    runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS },
    resultTypes: ["violations"],
    iframes: false,
  };
  let seen = await page.evaluate(lookAt, options);
  const isWhole = () => seen.passed >= (rules?.length ?? 15);
  // A screen that is still being drawn has next to nothing to look at.
  for (let looks = 1; !isWhole() && looks < MOST_LOOKS; looks += 1) {
    await page.waitForTimeout(AGAIN_MS);
    seen = await page.evaluate(lookAt, options);
  }
  if (!isWhole()) throw new Error(`Axe looked at next to nothing: ${seen.passed}.`);
  return seen.grave;
}

async function lookAt(options: RunOptions) {
  const { axe } = window as unknown as { axe: typeof import("axe-core") };
  const { violations, passes } = await axe.run({ exclude: ["iframe"] }, options);
  const grave = violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => [one.id, one.nodes.map((node) => node.target.join(" ")).slice(0, 5)]);
  return { passed: passes.length, grave };
}
