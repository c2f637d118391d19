import { type Basket, basketItem, type Goods } from "./around";
import type { Context } from "./context";

function mark(context: Context, id: string, state: Basket[string] | null): void {
  const { [id]: _, ...rest } = context.view.get().basket;
  context.view.set({ basket: state ? { ...rest, [id]: state } : rest });
}

/** Asks the page to put a product into its basket; the page alone knows its basket. */
export async function addToBasket(context: Context, card: Goods): Promise<void> {
  if (context.view.get().basket[card.id] === "adding") return;
  mark(context, card.id, "adding");
  try {
    await context.page?.tell("add", basketItem(card));
    mark(context, card.id, "in");
    context.announcer.say("addedToBasket", { title: card.title });
  } catch {
    mark(context, card.id, "failed");
    context.announcer.trouble("notAdded");
  }
}

/** Takes it out again. Where the page could not, it stays as it was. */
export async function removeFromBasket(context: Context, card: Goods): Promise<void> {
  try {
    await context.page?.tell("remove", basketItem(card));
    mark(context, card.id, null);
    context.announcer.say("takenOut", { title: card.title });
  } catch {
    context.announcer.trouble("notTakenOut");
  }
}
