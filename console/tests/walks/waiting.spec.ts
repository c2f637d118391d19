/** Every screen before its answer is there: it waits, is refused or loses the answer, and comes after all. */
import { expect, test } from "@playwright/test";
import { Between } from "../browser/between";
import { settled } from "../browser/walk";
import { SCREENS } from "../screens";
import { ASKS_NOTHING, throughStates } from "./states";

const EACH_MS = 30_000;
const TOGETHER = 6;

/** The browser's own words for answers that were refused or lost. */
const REFUSED = /^Failed to load resource: .*(status of 403|ERR_CONNECTION_REFUSED)/;

const screens = Object.entries(SCREENS).filter(([name]) => !ASKS_NOTHING.has(name));
const groups = Array.from({ length: Math.ceil(screens.length / TOGETHER) }, (_, at) =>
  screens.slice(at * TOGETHER, (at + 1) * TOGETHER),
);

for (const group of groups) {
  test(`34: from ${group[0]?.[0]} to ${group.at(-1)?.[0]}: each waits, is refused and comes after all`, async ({
    page,
  }) => {
    test.setTimeout(EACH_MS * group.length);
    const said: string[] = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    const between = await Between.of(page);
    // An answer that is lost is waited for longer: the first of each group is enough.
    let fault: "lost" | "refused" = "lost";
    for (const [name, path] of group) {
      between.hold();
      await page.goto(path, { waitUntil: "commit" });
      await throughStates(page, between, { name, fault });
      fault = "refused";
      await settled(page);
      expect
        .soft(
          said.splice(0).filter((one) => !REFUSED.test(one)),
          name,
        )
        .toEqual([]);
    }
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
}
