import type { Opinion } from "../api/chat";
import type { Sessions } from "../api/session";
import type { Filter } from "../api/types";
import type { Goods } from "./around";
import { ask, resend } from "./asking";
import { addToBasket, removeFromBasket } from "./basket";
import { endEditing, maySend, removeCard, setDraft, takeBack } from "./composing";
import { type Context, turnByKey } from "./context";
import { withdraw } from "./failures";
import { deleteChat, identify, isKeptFromImproving, keepFromImproving } from "./leaving";
import { rate } from "./opinions";
import { halt } from "./reading-events";
import type { Kept } from "./recovery";
import { followRunning, read, resume, sendWaiting, showUnsent } from "./restoring";
import { editedTurn, regenerate, revise, sendEdit, showVersion } from "./versions";

const NAME_WAIT_MS = 3000;

/** What a shopper can do on the page. */
export function createActions(context: Context, sessions: Sessions) {
  const { view } = context;

  async function say(text: string, filters: Filter[] | null = null): Promise<void> {
    if (!maySend(context, text)) return;
    view.set({ ended: false });
    await ask(context, text, filters);
    await sendWaiting(context);
  }

  function submit(): void {
    const text = view.get().draft.trim();
    if (context.running) context.announcer.busy();
    const edited = editedTurn(context);
    if (edited) return void sendEdit(context, edited, text);
    if (!maySend(context, text)) return;
    view.set({ editing: null });
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
    const turn = turnByKey(context, key);
    if (turn?.id) void regenerate(context, key);
    // The server never heard of it: there is nothing to be a version of.
    else if (turn) void say(turn.question.text, turn.question.filters);
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
    endEditing(context);
    context.change({ type: "cleared" });
    view.set({ ended: false });
    context.announcer.cleared();
  }

  /** Whether anything has to be asked for now: a chat that is new and knows its store waits for the first message. */
  const isNew = () => context.look && !context.store.read<Kept>("conversation");

  async function open(): Promise<void> {
    view.set({ opening: "opening" });
    try {
      if (!isNew()) view.set({ session: await sessions.current() });
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

  let opened: Promise<void> | null = null;

  return {
    say,
    submit,
    stop,
    askAgain,
    edit,
    open() {
      opened = open();
      return opened;
    },
    /** Resolves once the chat can be used. */
    whenOpen: () => opened ?? Promise.resolve(),
    startNew,
    end: (ended: boolean) => view.set({ ended }),
    deleteChat: () => deleteChat(context, startNew),
    identify: (token: string | null) => identify(context, token, startNew),
    add: (card: Goods) => void addToBasket(context, card),
    takeOut: (card: Goods) => void removeFromBasket(context, card),
    keepFromImproving: (wanted: boolean) => keepFromImproving(context, wanted),
    isKeptFromImproving: () => isKeptFromImproving(context),
    setPhoto: (file: File | null) => view.set({ photo: file && { file, ready: null } }),
    photoReady(ready: Blob) {
      const { photo } = view.get();
      if (photo) view.set({ photo: { ...photo, ready } });
    },
    minimise: () => context.page?.minimise(),
    setDraft: (text: string) => setDraft(context, text),
    removeCard: () => removeCard(context),
    withdraw: (key: string) => withdraw(context, key),
    resend: (key: string) => void resend(context, key),
    resume: (key: string) => void resume(context, key),
    revise: (key: string) => revise(context, key),
    endEditing: () => endEditing(context),
    showVersion: (key: string, step: 1 | -1) => showVersion(context, key, step),
    rate: (key: string, opinion: Opinion | null) => rate(context, key, opinion),
    liftLimit: () => view.set({ limitedUntil: null }),
    citation: context.api.citation,
  };
}

export type Actions = ReturnType<typeof createActions>;
