import { turnsOf } from "../state/restore";
import { type Context, type Running, turnByKey } from "./context";
import { readEvents } from "./reading-events";

const PAUSES_MS = [300, 600, 1000, 1500, 2000];
const GIVE_UP_AFTER_MS = 90_000;
const FAILURES_ALLOWED = 3;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Which conversation this device is in. */
export interface Kept {
  id: string;
}

/** Reads the conversation from the server into the page. */
export async function refresh(context: Context, id: string): Promise<void> {
  const { messages, runningTurn } = await context.api.history(id);
  // A new chat may have been started while the old one was on its way.
  if (context.store.read<Kept>("conversation")?.id !== id) return;
  context.change({ type: "restored", id, turns: turnsOf(messages, runningTurn) });
}

/** One look at the server. False when it could not be reached. */
async function look(context: Context): Promise<boolean> {
  const { id } = context.view.get().conversation;
  try {
    if (id) await refresh(context, id);
    return true;
  } catch {
    return false;
  }
}

/** Waits while the conversation is being answered elsewhere: in another tab, or a stop still settling. */
export async function untilFree(context: Context, id: string): Promise<void> {
  for (const ms of [...PAUSES_MS, ...PAUSES_MS]) {
    const { runningTurn } = await context.api.history(id).catch(() => ({ runningTurn: "unknown" }));
    if (runningTurn === null) return;
    await pause(ms);
  }
}

const isRunning = (context: Context, key: string) =>
  turnByKey(context, key)?.answer?.state === "running";

/** Reads on behind what was read, as far as the line holds: the next look finds out about the rest. */
async function readOn(context: Context, running: Running): Promise<void> {
  const { id } = context.view.get().conversation;
  const { abort, place } = running;
  if (!id) return;
  const events = context.api.follow(id, abort.signal, place);
  await readEvents(context, running, events).catch(() => undefined);
}

/** One try to come nearer to the end. False when the server could not be reached. */
async function step(context: Context, running: Running): Promise<boolean> {
  // First whether it still runs: a stream tells of whichever turn of the conversation is running.
  if (!(await look(context))) return false;
  if (isRunning(context, running.key)) await readOn(context, running);
  return true;
}

/** Follows a turn whose stream is gone, from whichever process writes it, until the server says it ended. */
export async function followToEnd(context: Context, running: Running): Promise<void> {
  let silent = Date.now();
  let failures = 0;
  for (let round = 0; isRunning(context, running.key); round += 1) {
    const { last } = running.place;
    failures = (await step(context, running)) ? 0 : failures + 1;
    if (running.abort.signal.aborted) return;
    if (running.place.last > last) silent = Date.now();
    const late = Date.now() - silent > GIVE_UP_AFTER_MS;
    if (failures > FAILURES_ALLOWED || late) {
      context.change({ type: "ended", key: running.key, state: "failed" });
    } else if (isRunning(context, running.key)) {
      await pause(PAUSES_MS[Math.min(round, PAUSES_MS.length - 1)] ?? 0);
    }
  }
}
