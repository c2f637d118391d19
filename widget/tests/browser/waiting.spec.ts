import type { CDPSession } from "@playwright/test";
import { expect, test } from "./fixtures";

test("a long wait says so after 8 seconds, and offers ways out after 20", async ({
  chat,
  page,
}) => {
  await page.clock.install();
  await chat.open();
  await chat.ask("Think hard about this");
  await expect(chat.log.getByText("Looking through 48 rucksacks")).toBeVisible();
  await page.clock.runFor(3_000);
  await expect(chat.log.getByText("Looking through 48 rucksacks")).toBeVisible();
  await page.clock.runFor(6_000);
  await expect(chat.log.getByText("Still looking, this one takes longer")).toBeVisible();
  await expect(chat.log.getByRole("button", { name: "Stop" })).toHaveCount(0);
  await page.clock.runFor(12_000);
  await expect(chat.log.getByRole("button", { name: "Ask a person" })).toBeVisible();
  await chat.log.getByRole("button", { name: "Stop" }).click();
  await expect(chat.log.getByText("Stopped.")).toBeVisible();
});

const LONGEST_MS = 50;
const WORDS = 1800;

/** Asks within the page and waits there: nothing of the test's own runs between the tasks that are measured. */
function askWithin(text: string) {
  const field = document.querySelector("textarea");
  const log = document.querySelector("[role=log]");
  if (!field || !log) throw new Error("The chat is not there.");
  const seen = { draws: 0, redrawn: 0 };
  let count = 0;
  const lines = () => [...log.querySelectorAll("article.aw-a > p")];
  new MutationObserver((changes) => {
    const all = lines();
    // All but the last had been whole before this step.
    const whole = count - 1;
    count = all.length;
    seen.draws += 1;
    for (const { target } of changes) {
      const at = all.findIndex((line) => line.contains(target));
      if (at >= 0 && at < whole) seen.redrawn += 1;
    }
  }).observe(log, { childList: true, characterData: true, subtree: true });
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const press = () =>
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  setTimeout(press, 100);
  return new Promise<typeof seen>((resolve) => {
    const look = () => {
      const answer = log.querySelector("article.aw-a");
      if (answer?.getAttribute("aria-busy") === "false") resolve(seen);
      else setTimeout(look, 100);
    };
    setTimeout(look, 200);
  });
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Time that the thread was at work, in microseconds: waiting for a busy machine is not in it. */
  tdur?: number;
  args: { name?: string };
}

/** Every task of the pages' main threads while something is done, in milliseconds of work. */
async function tasksDuring(session: CDPSession, act: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as never[])));
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  const traceConfig = { includedCategories: ["toplevel"] };
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await act();
  await session.send("Tracing.end");
  await done;
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const named = events.filter(({ args }) => args.name === "CrRendererMain").map(threadOf);
  const tasks = events.filter(
    (event) =>
      event.name.endsWith("RunTask") && event.ph === "X" && named.includes(threadOf(event)),
  );
  return tasks.map(({ tdur = 0 }) => tdur / 1000);
}

test.describe("speed", () => {
  // A busy machine empties caches and so makes work itself longer, now and then. Redrawing too much does always.
  test.describe.configure({ retries: 2 });

  test("22: 2,000 words on a slow machine leave no frame hanging", async ({ chat, page }) => {
    const session = await page.context().newCDPSession(page);
    await chat.open();
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    let seen = { draws: 0, redrawn: 0 };
    const from = performance.now();
    const tasks = await tasksDuring(session, async () => {
      seen = await page.evaluate(askWithin, "Tell a very long story");
    });
    const seconds = (performance.now() - from) / 1000;
    const words = ((await chat.answer().textContent()) ?? "").split(/\s+/).length;
    expect(words).toBeGreaterThan(WORDS);
    expect(tasks.length).toBeGreaterThan(100);
    expect(seen.draws).toBeGreaterThan(20);
    expect(seen.draws).toBeLessThan(20 * seconds + 10);
    expect(seen.redrawn, "changes within blocks that were whole").toBe(0);
    expect(Math.max(...tasks)).toBeLessThan(LONGEST_MS);
  });
});
