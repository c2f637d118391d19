import { hasCardNumber, withoutCardNumbers } from "../text/card-number";
import { charactersLeft } from "../text/length";
import type { Context } from "./context";

/** By how many characters a text is over what the shop takes in one message; 0 when it is not. */
function excess(context: Context, text: string): number {
  const left = charactersLeft(text, context.view.get().session?.max_message_length);
  return Math.max(0, -(left ?? 0));
}

export function setDraft(context: Context, draft: string): void {
  const over = excess(context, draft);
  // Said when it becomes too long, not again with every letter.
  if (over > 0 && excess(context, context.view.get().draft) === 0) context.announcer.tooLong(over);
  const cardStopped = context.view.get().cardStopped && hasCardNumber(draft);
  context.view.set({ draft, cardStopped, refusal: null, trouble: null });
  context.drafts.save(draft);
}

/** Puts a message back into the composer, before whatever was typed since. */
export function takeBack(context: Context, text: string): void {
  const { draft } = context.view.get();
  setDraft(context, draft ? `${text}\n${draft}` : text);
}

/** Puts the words of a message that was sent into the composer, to be sent in its place. */
export function edit(context: Context, key: string, text = ""): void {
  const { draft, editing } = context.view.get();
  context.view.set({ editing: { key, aside: editing?.aside ?? draft } });
  setDraft(context, text);
}

/** Ends the editing; what was typed before it comes back. */
export function endEditing(context: Context): void {
  const { editing } = context.view.get();
  if (!editing) return;
  context.view.set({ editing: null });
  setDraft(context, editing.aside);
}

export const removeCard = (context: Context) =>
  setDraft(context, withoutCardNumbers(context.view.get().draft));

/** Whether a text may leave the device now; says why not on the screen. */
export function maySend(context: Context, text: string): boolean {
  const { limitedUntil, photo } = context.view.get();
  if ((text === "" && !photo?.ready) || context.running || limitedUntil !== null) return false;
  const over = excess(context, text);
  if (over > 0) {
    context.announcer.tooLong(over);
    return false;
  }
  const cardStopped = hasCardNumber(text);
  if (cardStopped) {
    context.view.set({ cardStopped });
    context.announcer.card();
  }
  return !cardStopped;
}
