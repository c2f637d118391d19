import type { ProductCard } from "../api/types";

/** adding: the page was asked; in: it says so; failed: it could not. */
export type Basket = Record<string, "adding" | "in" | "failed">;

/** What the page around a frame is, and can. On a page of its own the chat stands in nothing. */
export interface Around {
  isShown: boolean;
  /** The panel is all that can be seen, as on a phone. */
  isModal: boolean;
  /** What the page listens to, such as `add`. */
  listens: string[];
  /** What to ask on the page that is being looked at; null where it says nothing. */
  suggestions: string[] | null;
  /** The path of that page; empty where there is none. */
  path: string;
  /** Names of what lies in the shopper's basket, as the page says. */
  holds: string[];
  /** Nothing is stored before the shopper agreed, by sending a message. */
  asksConsent: boolean;
}

export const ALONE: Around = {
  isShown: true,
  isModal: false,
  listens: [],
  suggestions: null,
  path: "",
  holds: [],
  asksConsent: false,
};

/** What the chat asks of the page around it. */
export interface Page {
  minimise(): void;
  unread(count: number): void;
  agreed(): void;
  /** Rejects when the page could not do it. */
  tell(name: string, detail: object): Promise<unknown>;
}

/** What can be put into a basket: a card, or a column of a comparison, which says less. */
export type Goods = Pick<ProductCard, "id" | "title" | "url"> &
  Partial<Pick<ProductCard, "handle" | "price" | "stock_state">>;

/** A product as the page is told of it: enough for any basket, nothing of what was said. */
export const basketItem = ({ id, title, url, handle = "", price = null }: Goods) => ({
  product: { id, handle, title, url, price },
  quantity: 1,
});
