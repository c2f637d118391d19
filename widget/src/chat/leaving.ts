import type { Ask } from "../api/chat";
import { Problem } from "../api/problem";
import type { Context } from "./context";

/** Deletes the chat where it is kept and here. What could not be deleted there stays here, too. */
export async function deleteChat(context: Context, startNew: () => void): Promise<boolean> {
  const { id } = context.view.get().conversation;
  try {
    if (id) await context.api.remove(id);
  } catch (error) {
    // It is gone already: somebody else deleted it, or its time was over.
    if (!(error instanceof Problem) || error.code !== "conversation_not_found") {
      context.view.set({ trouble: "notDeleted" });
      context.announcer.trouble("notDeleted");
      return false;
    }
  }
  startNew();
  context.store.remove("opinions");
  context.view.set({ opinions: {}, basket: {} });
  context.announcer.say("deleted");
  return true;
}

/** The shop says who the shopper is. Null: they signed out, and the chat and its key go from this device. */
export async function identify(
  context: Context,
  token: string | null,
  startNew: () => void,
): Promise<void> {
  if (token !== null) return context.api.identify(token).catch(() => undefined);
  for (const name of ["session", "draft", "outbox", "opinions"]) context.store.remove(name);
  startNew();
}

/** Keeps the chat from being used to make answers better, or allows it again. Returns whether the shop was told. */
export async function keepFromImproving(context: Context, wanted: boolean): Promise<boolean> {
  const { id } = context.view.get().conversation;
  try {
    if (id) await context.api.improve(id, !wanted);
  } catch {
    context.view.set({ trouble: "notNow" });
    context.announcer.trouble("notNow");
    return false;
  }
  context.store.write("no-improve", wanted);
  return true;
}

const asksForPrivacy = () =>
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;

/** What the shopper chose for every chat; their browser's wish holds until they did. */
export const isKeptFromImproving = (context: Context): boolean =>
  context.store.read<boolean>("no-improve") ?? asksForPrivacy();

/** What goes with every message of that choice. Who asks for privacy says neither where they are nor what they hold. */
export function choiceFor(context: Context): Pick<Ask, "improve" | "page" | "basket"> {
  if (isKeptFromImproving(context)) return { improve: false };
  const { path, holds } = context.view.get().around;
  return { ...(path && { page: path }), ...(holds.length > 0 && { basket: holds }) };
}
