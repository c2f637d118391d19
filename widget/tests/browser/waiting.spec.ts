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

const WORDS = 1800;
/** How much more work the last quarter of an answer may be than the first. */
const GROWTH = 2;

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
  /** When it began, in microseconds. */
  ts: number;
  pid: number;
  tid: number;
  /** Time that the thread was at work, in microseconds: waiting for a busy machine is not in it. */
  tdur?: number;
  args: { name?: string };
}

interface Task {
  begun: number;
  /** Milliseconds of work. */
  work: number;
}

/** Every task of the pages' main threads while something is done, in their order. */
async function tasksDuring(session: CDPSession, act: () => Promise<void>): Promise<Task[]> {
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
  return events
    .filter((event) => event.name.endsWith("RunTask") && event.ph === "X")
    .filter((event) => named.includes(threadOf(event)))
    .map(({ ts, tdur = 0 }) => ({ begun: ts, work: tdur / 1000 }))
    .sort((one, other) => one.begun - other.begun);
}

/** The work of each quarter of the time, in milliseconds. Words come evenly, so each quarter draws as many. */
function quarters(tasks: Task[]): number[] {
  const from = tasks[0]?.begun ?? 0;
  const span = (tasks.at(-1)?.begun ?? 0) - from;
  const quarterOf = ({ begun }: Task) => Math.min(3, Math.floor((4 * (begun - from)) / span));
  return [0, 1, 2, 3].map((quarter) =>
    tasks.filter((task) => quarterOf(task) === quarter).reduce((sum, { work }) => sum + work, 0),
  );
}

test("22: 2,000 words are drawn in steps, and the last cost no more than the first", async ({
  chat,
  page,
}) => {
  const session = await page.context().newCDPSession(page);
  await chat.open();
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let seen = { draws: 0, redrawn: 0 };
  const from = performance.now();
  const tasks = await tasksDuring(session, async () => {
    seen = await page.evaluate(askWithin, "Tell a steady story");
  });
  const seconds = (performance.now() - from) / 1000;
  const words = ((await chat.answer().textContent()) ?? "").split(/\s+/).length;
  expect(words).toBeGreaterThan(WORDS);
  expect(tasks.length).toBeGreaterThan(100);
  expect(seen.draws).toBeGreaterThan(20);
  expect(seen.draws).toBeLessThan(20 * seconds + 10);
  expect(seen.redrawn, "changes within blocks that were whole").toBe(0);
  const [first = 0, , , last = 0] = quarters(tasks);
  expect(last / first, "work of the last quarter to that of the first").toBeLessThan(GROWTH);
});
