import { hasCardNumber, withoutCardNumbers } from "../text/card-number";
import type { Context } from "./context";

export function setDraft(context: Context, draft: string): void {
  const cardStopped = context.view.get().cardStopped && hasCardNumber(draft);
  context.view.set({ draft, cardStopped, refusal: null });
  context.drafts.save(draft);
}

/** Puts a message back into the composer, before whatever was typed since. */
export function takeBack(context: Context, text: string): void {
  const { draft } = context.view.get();
  setDraft(context, draft ? `${text}\n${draft}` : text);
}

export const removeCard = (context: Context) =>
  setDraft(context, withoutCardNumbers(context.view.get().draft));

/** Whether a text may leave the device now; says why not on the screen. */
export function maySend(context: Context, text: string): boolean {
  const { limitedUntil } = context.view.get();
  if (text === "" || context.running || limitedUntil !== null) return false;
  const cardStopped = hasCardNumber(text);
  if (cardStopped) {
    context.view.set({ cardStopped });
    context.announcer.card();
  }
  return !cardStopped;
}
