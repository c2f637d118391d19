/** Axe, asked within each frame: the ready-made builder opens a second page for each look, which takes longer than the look. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame } from "@playwright/test";
import type { RunOptions } from "axe-core";

const SCRIPT = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const OPTIONS: RunOptions = { resultTypes: ["violations"], iframes: false };

/** What axe says of one frame, best practices included. passed: how many of its rules found something to look at. */
export interface Said {
  grave: string[];
  passed: number;
}

/** Ask axe about one frame. within: the part of it that is looked at, if not all. */
export async function askAxe(frame: Frame, within = "html"): Promise<Said> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(SCRIPT);
  return frame.evaluate(lookAt, { within, options: OPTIONS as object });
}

async function lookAt({ within, options }: { within: string; options: object }): Promise<Said> {
  // Axe takes for hidden what lies in a clipping box without height, and looks at no text's contrast then.
  if (document.body.getBoundingClientRect().height < 2) throw new Error("The body has no height.");
  const { axe } = window as unknown as { axe: typeof import("axe-core") };
  const { violations, passes } = await axe.run(within, options as RunOptions);
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  return { grave, passed: passes.length };
}
