/** How fast the console is with the demo shop: `make bench-console` prints the figures. What 38 asks for is checked. */
import { expect, test } from "@playwright/test";
import { SCREENS } from "../screens";
import { at, summary } from "./figures";
import { firstLoad } from "./firstLoad";
import { interactions } from "./interactions";
import { routeChanges } from "./routeChanges";

const ROUNDS = Number(process.env.RUNS ?? 5);
const FIRST_CODE = 250_000;
const FIRST_FONTS = 80_000;
const CHANGE_MS = 300;
const INTERACTION_MS = 200;

const own = Object.values(SCREENS).filter((path) => path.startsWith("/s/demo"));
/** What only opens a dialog or chooses a view is one with the screen below it. */
const screens = own.filter((path) => !path.includes("?"));

const say = (what: string, figures: object) =>
  console.log(`${what}: ${JSON.stringify(figures, null, 2)}`);

test("38: the first load behind slow 4G", async ({ browser }) => {
  const loads = [];
  for (let round = 0; round < ROUNDS; round += 1) loads.push(await firstLoad(browser));
  const ms = at(
    loads.map((one) => one.ms),
    0.5,
  );
  const [first] = loads;
  say("first load", { ...first, ms });
  expect(first?.code).toBeLessThanOrEqual(FIRST_CODE);
  expect(first?.fonts).toBeLessThanOrEqual(FIRST_FONTS);
});

for (const rate of [1, 4]) {
  test(`38: route changes, slowed ${rate} times`, async ({ browser }) => {
    const found = summary(await routeChanges(browser, { screens, rate, rounds: ROUNDS }));
    say(`route changes, slowed ${rate} times`, found);
    if (rate === 1) expect(found.p95).toBeLessThanOrEqual(CHANGE_MS);
  });

  test(`38: from a press to the next paint, slowed ${rate} times`, async ({ browser }) => {
    const found = summary(await interactions(browser, own, rate));
    say(`interaction to next paint, slowed ${rate} times`, found);
    if (rate === 1) expect(found.p75).toBeLessThanOrEqual(INTERACTION_MS);
  });
}
