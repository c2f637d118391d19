import type { Context } from "./context";
import { sendWaiting, synchronise } from "./restoring";

const REFETCH_AFTER_MS = 2000;

/** Keeps up with the network, the other tabs and the page being looked at again. */
export function followSurroundings(context: Context): () => void {
  const off = new AbortController();
  const { signal } = off;
  let read = Date.now();

  async function lookAgain(): Promise<void> {
    if (document.hidden || Date.now() - read < REFETCH_AFTER_MS) return;
    read = Date.now();
    await synchronise(context);
  }

  function connection(): void {
    context.view.set({ online: navigator.onLine });
    if (navigator.onLine) void synchronise(context).then(() => sendWaiting(context));
    else context.announcer.offline();
  }

  addEventListener("online", connection, { signal });
  addEventListener("offline", connection, { signal });
  addEventListener("focus", lookAgain, { signal });
  document.addEventListener("visibilitychange", lookAgain, { signal });
  addEventListener("pagehide", () => context.drafts.flush(), { signal });
  const unwatch = context.store.watch((name) => {
    if (name === "conversation") void synchronise(context);
  });
  signal.addEventListener("abort", unwatch);
  return () => off.abort();
}
