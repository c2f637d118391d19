import type { Ask } from "../api/chat";
import type { Filter, StreamEvent } from "../api/types";
import { textOf } from "../state/conversation";
import { type Context, type Running, setRunning, touch, turnByKey } from "./context";
import { handleFailure } from "./failures";
import { createPace } from "./pace";
import { summary } from "./summary";

function bodyFor(context: Context, key: string): Ask {
  const { id } = context.view.get().conversation;
  const question = turnByKey(context, key)?.question;
  return {
    message: question?.text ?? "",
    client_message_id: key,
    ...(id && { conversation_id: id }),
    ...(question?.filters && { filters: question.filters }),
  };
}

/** Ends the turn at the server too: a dropped stream alone would run on there. */
export function halt(context: Context, running: Running): void {
  running.abort.abort();
  if (running.turnId) context.api.stop(running.turnId).catch(() => undefined);
}

function heard(context: Context, running: Running, event: StreamEvent): void {
  if (event.type === "data-status") context.announcer.status(event.data.text);
  if (event.type !== "start") return;
  running.turnId = event.messageMetadata.turnId;
  context.outbox.remove(running.key);
  if (running.stopping) halt(context, running);
}

/** Says the finished answer once, whole. */
export function announceEnd(context: Context, key: string): void {
  const answer = turnByKey(context, key)?.answer;
  if (answer?.state === "complete") context.announcer.finished(summary(answer));
  if (answer?.state === "failed") context.announcer.halfway(textOf(answer) !== "");
}

async function follow(context: Context, running: Running): Promise<void> {
  const { key, abort } = running;
  const pace = createPace<StreamEvent>((events) =>
    context.change({ type: "streamed", key, events }),
  );
  try {
    for await (const event of context.api.ask(bodyFor(context, key), abort.signal)) {
      pace.push(event);
      heard(context, running, event);
      if (event.type === "start") {
        pace.flush();
        touch(context);
      }
    }
  } finally {
    pace.flush();
  }
}

async function attempt(context: Context, running: Running): Promise<boolean> {
  try {
    await follow(context, running);
    return false;
  } catch (error) {
    return !running.abort.signal.aborted && handleFailure(context, running, error);
  }
}

/** Sends a message that already stands in the conversation, and follows its answer to the end. */
export async function run(context: Context, key: string): Promise<void> {
  const running: Running = { key, turnId: null, abort: new AbortController(), stopping: false };
  setRunning(context, running);
  context.announcer.looking();
  try {
    const again = await attempt(context, running);
    if (again) await attempt(context, running);
  } finally {
    setRunning(context, null);
    announceEnd(context, key);
    touch(context);
  }
}

export async function ask(
  context: Context,
  text: string,
  filters: Filter[] | null = null,
): Promise<void> {
  const key = crypto.randomUUID();
  const at = new Date().toISOString();
  const delivery = context.view.get().online ? "sending" : "queued";
  context.change({ type: "asked", key, question: { text, at, delivery, filters } });
  // Kept until the server has it, so that a reload in between does not lose it.
  context.outbox.add({ key, text, at, filters });
  if (delivery === "sending") await run(context, key);
}

export async function resend(context: Context, key: string): Promise<void> {
  if (context.running) return;
  context.change({ type: "resent", key });
  await run(context, key);
}
