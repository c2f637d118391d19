import { Problem, Unreachable } from "../api/problem";
import { StreamCut } from "../api/stream";
import { edit, takeBack } from "./composing";
import { type Context, type Running, turnByKey } from "./context";
import { isForgotten } from "./photos";
import { followToEnd, refresh, untilFree } from "./recovery";

/** Takes a message out of the conversation and puts its words back into the composer. */
function giveBack(context: Context, key: string): void {
  const turn = turnByKey(context, key);
  withdraw(context, key);
  const kind = turn?.instead?.version.kind;
  if (kind === "edit") edit(context, turn?.instead?.turn.key ?? "", turn?.question.text);
  else if (!kind) takeBack(context, turn?.question.text ?? "");
}

/** Too many at once: the message goes back into the composer, where it waits for a press. */
function limit(context: Context, running: Running, seconds: number): void {
  giveBack(context, running.key);
  context.view.set({ limitedUntil: Date.now() + seconds * 1000 });
  context.announcer.limited(seconds);
}

/** The message itself is the matter (too long, say): it goes back with the server's own reason. */
function sendBack(context: Context, running: Running, reason: string): void {
  giveBack(context, running.key);
  context.view.set({ refusal: reason });
  context.announcer.refused(reason);
}

export function withdraw(context: Context, key: string): void {
  context.outbox.remove(key);
  context.change({ type: "withdrawn", key });
}

/** Another version could not be begun: the one before is shown again, and why. */
function noVersion(context: Context, running: Running): void {
  const { id } = context.view.get().conversation;
  giveBack(context, running.key);
  if (id) void refresh(context, id).catch(() => undefined);
  context.view.set({ trouble: "notNow" });
  context.announcer.trouble("notNow");
}

function notSent(context: Context, running: Running): void {
  if (turnByKey(context, running.key)?.instead) {
    noVersion(context, running);
    return;
  }
  const waits = !navigator.onLine;
  const delivery = waits ? "queued" : "unreached";
  context.change({ type: "delivery", key: running.key, delivery });
  if (!waits) context.announcer.unreached();
}

/** The conversation ran out with its session: the same message begins a new one. */
function detach(context: Context): void {
  context.change({ type: "detached" });
  context.store.remove("conversation");
}

const RUNNING = "turn_running";

/** Whether the same message should be sent again at once. */
type Again = boolean;

async function refused(context: Context, running: Running, problem: Problem): Promise<Again> {
  const { id } = context.view.get().conversation;
  const isVersion = turnByKey(context, running.key)?.instead != null;
  if (isForgotten(context, running.key, problem)) return true;
  if (problem.status === 404 && id && !isVersion) {
    detach(context);
    return true;
  }
  if (problem.status === 409 && id && (!isVersion || problem.code === RUNNING)) {
    await untilFree(context, id);
    return true;
  }
  if (problem.status === 429) limit(context, running, problem.retryAfter);
  else if (problem.isAboutMessage) sendBack(context, running, problem.detail);
  else notSent(context, running);
  return false;
}

/** What becomes of a turn whose stream failed. Words that are on the screen stay there. */
export async function handleFailure(
  context: Context,
  running: Running,
  error: unknown,
): Promise<Again> {
  if (error instanceof Problem) return refused(context, running, error);
  if (error instanceof StreamCut && running.turnId) await followToEnd(context, running);
  else if (error instanceof StreamCut || error instanceof Unreachable) notSent(context, running);
  else throw error;
  return false;
}
