import type { Sessions } from "../api/session";
import type { Filter } from "../api/types";
import { ask, halt, resend } from "./asking";
import { maySend, removeCard, setDraft, takeBack } from "./composing";
import { type Context, turnByKey } from "./context";
import { withdraw } from "./failures";
import { followRunning, read, resume, sendWaiting, showUnsent } from "./restoring";

const NAME_WAIT_MS = 3000;

/** What a shopper can do on the page. */
export function createActions(context: Context, sessions: Sessions) {
  const { view } = context;

  async function say(text: string, filters: Filter[] | null = null): Promise<void> {
    if (!maySend(context, text)) return;
    await ask(context, text, filters);
    await sendWaiting(context);
  }

  function submit(): void {
    const text = view.get().draft.trim();
    if (context.running) context.announcer.busy();
    if (!maySend(context, text)) return;
    setDraft(context, "");
    void say(text);
  }

  function stop(): void {
    const { running } = context;
    if (!running) return;
    running.stopping = true;
    context.change({ type: "ended", key: running.key, state: "stopped" });
    context.announcer.stopped();
    if (running.turnId) halt(context, running);
    // Without a name the turn cannot be stopped at the server yet: `start` brings it.
    else setTimeout(() => running.abort.abort(), NAME_WAIT_MS);
  }

  function askAgain(key: string): void {
    const question = turnByKey(context, key)?.question;
    if (question) void say(question.text, question.filters);
  }

  /** Editing and deleting end the message here; editing keeps its words in the composer. */
  function edit(key: string): void {
    const text = turnByKey(context, key)?.question.text ?? "";
    withdraw(context, key);
    takeBack(context, text);
  }

  function startNew(): void {
    stop();
    context.store.remove("conversation");
    context.change({ type: "cleared" });
    context.announcer.cleared();
  }

  async function open(): Promise<void> {
    view.set({ opening: "opening" });
    try {
      view.set({ session: await sessions.current() });
    } catch {
      return view.set({ opening: "failed" });
    }
    await read(context);
    showUnsent(context);
    // Only now is it known that there is nothing to show: before, no greeting pretends it.
    view.set({ opening: "ready" });
    await followRunning(context);
    await sendWaiting(context);
  }

  return {
    say,
    submit,
    stop,
    askAgain,
    edit,
    open,
    startNew,
    setDraft: (text: string) => setDraft(context, text),
    removeCard: () => removeCard(context),
    withdraw: (key: string) => withdraw(context, key),
    resend: (key: string) => void resend(context, key),
    resume: (key: string) => void resume(context, key),
    liftLimit: () => view.set({ limitedUntil: null }),
    citation: context.api.citation,
  };
}

export type Actions = ReturnType<typeof createActions>;
