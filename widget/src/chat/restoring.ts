import { Problem } from "../api/problem";
import { runningTurn } from "../state/conversation";
import { canContinue } from "../state/endings";
import { announceEnd, askVersion, resend } from "./asking";
import { type Context, newRunning, setRunning, turnByKey } from "./context";
import { followToEnd, type Kept, refresh } from "./recovery";

/** Follows the turn that the server is still writing, if there is one. */
export async function followRunning(context: Context): Promise<void> {
  const turn = runningTurn(context.view.get().conversation);
  if (!turn || context.running) return;
  const { key, id: turnId } = turn;
  const running = newRunning(key, turnId);
  setRunning(context, running);
  try {
    await followToEnd(context, running);
  } finally {
    setRunning(context, null);
    announceEnd(context, key);
  }
}

function forget(context: Context): void {
  context.store.remove("conversation");
  context.change({ type: "cleared" });
}

/** Reads what the server and the other tabs know into the page. */
export async function read(context: Context): Promise<void> {
  const kept = context.store.read<Kept>("conversation");
  const shown = context.view.get().conversation.id;
  if (shown !== null && kept?.id !== shown) context.change({ type: "cleared" });
  if (!kept) return;
  try {
    await refresh(context, kept.id);
  } catch (error) {
    // Gone at the server, for us at least. Anything else is the network's matter: keep what is shown.
    if (error instanceof Problem && error.status === 404) forget(context);
  }
}

/** Brings the page up to date, and stays with an answer that is being written elsewhere. */
export async function synchronise(context: Context): Promise<void> {
  if (context.running) return;
  await read(context);
  await followRunning(context);
}

/** Messages that were still on this device when the page went away. */
export function showUnsent(context: Context): void {
  for (const { key, text, at, filters } of context.outbox.all()) {
    if (turnByKey(context, key)) continue;
    const question = { text, at, filters, delivery: "queued" as const };
    context.change({ type: "asked", key, question });
  }
}

/** Sends what waited for the network, one after the other, each once. */
export async function sendWaiting(context: Context): Promise<void> {
  for (;;) {
    const { conversation, online, limitedUntil } = context.view.get();
    const next = conversation.turns.find((turn) => turn.question.delivery === "queued");
    if (!next || !online || limitedUntil !== null || context.running) return;
    await resend(context, next.key);
  }
}

/** Continue: the rest of the answer if the server has it or is writing it; else it is written on. */
export async function resume(context: Context, key: string): Promise<void> {
  const { id } = context.view.get().conversation;
  if (id) await refresh(context, id).catch(() => undefined);
  const turn = turnByKey(context, key);
  const answer = turn?.answer;
  if (answer?.state === "running") return followRunning(context);
  if (turn && answer && canContinue(answer)) await askVersion(context, turn, "continue");
}
