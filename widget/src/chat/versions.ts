import type { Turn } from "../state/conversation";
import { askVersion } from "./asking";
import { edit, endEditing, maySend } from "./composing";
import { type Context, turnByKey } from "./context";
import { refresh } from "./recovery";
import { summary } from "./summary";

/** Whether another version may be asked for now: nothing is being written, and the shop can be reached. */
const mayAskAgain = (context: Context) => {
  const { online, limitedUntil } = context.view.get();
  return online && limitedUntil === null && !context.running;
};

/** Answers a turn's words again; the answer before stays as another version. */
export async function regenerate(context: Context, key: string): Promise<void> {
  const turn = turnByKey(context, key);
  if (turn?.id && mayAskAgain(context)) await askVersion(context, turn, "regenerate");
}

/** Takes the words of a message that was sent into the composer. */
export function revise(context: Context, key: string): void {
  const turn = turnByKey(context, key);
  if (!turn?.id || !mayAskAgain(context)) return;
  edit(context, key, turn.question.text);
  context.announcer.editing();
}

/** The turn that is being edited, unless it went from the page meanwhile. */
export function editedTurn(context: Context): Turn | null {
  const { editing } = context.view.get();
  return (editing && turnByKey(context, editing.key)) || null;
}

/** Sends changed words in place of those before. The same words are no change. */
export async function sendEdit(context: Context, turn: Turn, text: string): Promise<void> {
  if (text === turn.question.text.trim()) return endEditing(context);
  if (!maySend(context, text) || !mayAskAgain(context)) return;
  endEditing(context);
  await askVersion(context, turn, "edit", text);
}

function announce(context: Context, key: string): void {
  const turn = turnByKey(context, key);
  if (turn?.answer) context.announcer.finished(summary(turn.answer, turn.versions));
}

/** Shows the version before (-1) or behind (1) the one that is shown, with what was said after it. */
export async function showVersion(context: Context, key: string, step: 1 | -1): Promise<void> {
  const turn = turnByKey(context, key);
  const wanted = turn?.versions?.ids[turn.versions.index + step];
  const { id } = context.view.get().conversation;
  if (!wanted || !id || !mayAskAgain(context)) return;
  try {
    await context.api.branch(id, wanted);
    await refresh(context, id);
    announce(context, wanted);
  } catch {
    context.view.set({ trouble: "notNow" });
    context.announcer.trouble("notNow");
  }
}
