import type { Around, Page } from "../chat/around";
import type { Actions } from "../chat/chat";
import type { Context } from "../chat/context";
import { synchronise } from "../chat/restoring";
import type { Bridge } from "./frame";

/** What the chat asks of the page, as messages. */
export const pageOf = (bridge: Bridge): Page => ({
  minimise: () => bridge.send({ type: "minimise" }),
  unread: (count) => bridge.send({ type: "unread", count }),
  agreed: () => bridge.send({ type: "agreed" }),
  tell: (name, detail) => bridge.request({ type: "event", name, detail }),
});

/** What the server takes of a basket: see `POST /chat`. */
const MOST_IN_BASKET = 20;
const LONGEST_NAME = 200;

const texts = (given: object) =>
  Object.values(given).filter((text): text is string => typeof text === "string" && text !== "");

const basketOf = (given: object) =>
  texts(given)
    .filter(({ length }) => length <= LONGEST_NAME)
    .slice(0, MOST_IN_BASKET);

/** Esc minimises, unless something in the chat has a use for it. */
function minimiseByKey(context: Context): void {
  addEventListener("keydown", (event) => {
    const isTaken = event.defaultPrevented || event.isComposing || context.view.get().editing;
    if (event.key !== "Escape" || isTaken || document.querySelector("dialog[open]")) return;
    context.page?.minimise();
  });
}

/** Does in the chat what the page around it asks for. */
export function followPage(bridge: Bridge, context: Context, actions: Actions): void {
  const change = (around: Partial<Around>) =>
    context.view.set({ around: { ...context.view.get().around, ...around } });
  bridge.on("shown", ({ open, modal }) => {
    change({ isShown: open, isModal: modal });
    if (!open) return;
    context.seen();
    // Prices and stock are read again when the cards are shown again.
    void synchronise(context);
  });
  bridge.on("page", ({ path, suggestions, basket }) => {
    const given = texts(suggestions);
    change({ path, suggestions: given.length > 0 ? given : null, holds: basketOf(basket) });
  });
  bridge.on("listens", ({ names }) => change({ listens: texts(names) }));
  bridge.on("consent", ({ state }) => change({ asksConsent: state === "asked" }));
  bridge.on("ask", ({ text }) => void actions.whenOpen().then(() => actions.say(text.trim())));
  bridge.on("identify", ({ token }) => void actions.identify(token));
  minimiseByKey(context);
}
