import type { Opinion } from "../api/chat";
import { withOpinion } from "../state/opinions";
import { hasCardNumber } from "../text/card-number";
import { type Context, turnByKey } from "./context";
import { refresh } from "./recovery";

/** The server's name of an answer; where its stream broke off before telling it, the conversation does. */
async function messageId(context: Context, key: string): Promise<string> {
  const { id } = context.view.get().conversation;
  const known = turnByKey(context, key)?.answer?.id;
  if (!known && id) await refresh(context, id);
  const found = turnByKey(context, key)?.answer?.id;
  if (!found) throw new Error("The server keeps no such answer.");
  return found;
}

function keep(context: Context, turnId: string, opinion: Opinion | null): void {
  const opinions = withOpinion(context.view.get().opinions, turnId, opinion);
  context.view.set({ opinions, trouble: null });
  context.store.write("opinions", opinions);
}

/**
 * Says what the shopper thinks of an answer, or takes it back (null). It is shown at once, and taken
 * back where the shop was not told. Returns whether it was.
 */
export async function rate(
  context: Context,
  key: string,
  opinion: Opinion | null,
): Promise<boolean> {
  const turnId = turnByKey(context, key)?.id;
  if (!turnId) return false;
  if (hasCardNumber(opinion?.comment ?? "")) {
    context.announcer.card();
    return false;
  }
  const before = context.view.get().opinions[turnId] ?? null;
  keep(context, turnId, opinion);
  try {
    await context.api.rate(await messageId(context, key), opinion);
  } catch {
    keep(context, turnId, before);
    context.view.set({ trouble: "opinionLost" });
    context.announcer.trouble("opinionLost");
    return false;
  }
  if (opinion) context.announcer.thanked();
  else context.announcer.opinionGone();
  return true;
}
