import type { Ask, Version } from "../api/chat";
import type { Filter } from "../api/types";
import { type Turn, textOf } from "../state/conversation";
import { type Context, newRunning, type Running, setRunning, touch, turnByKey } from "./context";
import { handleFailure } from "./failures";
import { choiceFor } from "./leaving";
import { attachPhoto, uploadPhoto } from "./photos";
import { readEvents } from "./reading-events";
import { refresh } from "./recovery";
import { summary } from "./summary";

function bodyFor(context: Context, key: string): Ask {
  const { id } = context.view.get().conversation;
  const question = turnByKey(context, key)?.question;
  const photo = context.photos.get(key)?.sent;
  return {
    message: question?.text ?? "",
    client_message_id: key,
    ...(id && { conversation_id: id }),
    ...(photo && { attachments: [photo] }),
    ...choiceFor(context),
    ...(question?.filters && { filters: question.filters }),
  };
}

/** Says the finished answer once, whole; of several versions, which one it is. */
export function announceEnd(context: Context, key: string): void {
  const turn = turnByKey(context, key);
  const answer = turn?.answer;
  if (answer?.state === "complete") context.announcer.finished(summary(answer, turn?.versions));
  if (answer && !context.view.get().around.isShown) {
    context.unread += 1;
    context.page?.unread(context.unread);
  }
  if (answer?.state === "failed" || answer?.state === "interrupted")
    context.announcer.halfway(textOf(answer) !== "");
}

async function follow(context: Context, running: Running): Promise<void> {
  const { key, abort, place } = running;
  const version = turnByKey(context, key)?.instead?.version ?? null;
  if (context.photos.has(key)) await uploadPhoto(context, running);
  const events = context.api.ask(bodyFor(context, key), abort.signal, place, version);
  await readEvents(context, running, events);
}

/** What was taken out of a message is taken out here too: the page shows the words that are kept. */
async function readKeptWords(context: Context, key: string): Promise<void> {
  const { id } = context.view.get().conversation;
  const isTold = (turnByKey(context, key)?.question.notices ?? []).length > 0;
  if (id && isTold) await refresh(context, id).catch(() => undefined);
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
  const running = newRunning(key);
  setRunning(context, running);
  context.view.set({ trouble: null });
  context.announcer.looking();
  try {
    const again = await attempt(context, running);
    if (again) await attempt(context, running);
  } finally {
    await readKeptWords(context, key);
    setRunning(context, null);
    announceEnd(context, key);
    touch(context);
  }
}

/** Begins another version of a turn, in its place. */
export async function askVersion(
  context: Context,
  turn: Turn,
  kind: Version["kind"],
  text = turn.question.text,
): Promise<void> {
  if (!turn.id || context.running) return;
  const newKey = crypto.randomUUID();
  const version = { kind, turnId: turn.id };
  context.change({ type: "versioned", key: turn.key, newKey, version, text });
  await run(context, newKey);
}

export async function ask(
  context: Context,
  text: string,
  filters: Filter[] | null = null,
): Promise<void> {
  const key = crypto.randomUUID();
  attachPhoto(context, key);
  if (context.view.get().around.asksConsent) context.page?.agreed();
  const at = new Date().toISOString();
  const delivery = context.view.get().online ? "sending" : "queued";
  context.change({
    type: "asked",
    key,
    question: { text, at, delivery, filters, hasPhoto: context.photos.has(key) },
  });
  // Kept until the server has it, so that a reload in between does not lose it; photos are never kept here.
  if (text) context.outbox.add({ key, text, at, filters });
  if (delivery === "sending") await run(context, key);
}

export async function resend(context: Context, key: string): Promise<void> {
  if (context.running) return;
  context.change({ type: "resent", key });
  await run(context, key);
}
