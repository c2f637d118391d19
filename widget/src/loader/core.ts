import type { Listeners } from "./commands";
import type { Consent } from "./consent";
import type { Seat } from "./frame";
import type { Settings } from "./settings";

/** What the page says of itself with `Aisle.setPage`, all of it each time. */
export interface Page {
  path?: string;
  suggestions?: string[];
  event?: string;
  /** Handles, ids, SKUs or bar codes of what lies in the basket. */
  basket?: string[];
}

/** What the loader lends to the pieces that are fetched when they are wanted. */
export interface Core {
  box: HTMLElement;
  seat: Seat;
  settings(): Settings;
  consent(): Consent;
  setConsent(consent: Consent): void;
  listeners: Listeners;
  page(): Page;
  unread(count: number): void;
  shown(open: boolean, hadFocus: boolean): void;
}

/** What the panel's piece gives back. */
export interface PanelSide {
  prepare(): void;
  show(): void;
  hide(): void;
  isOpen(): boolean;
  ask(text: string): void;
  tellPage(): void;
  listens(): void;
  identify(token: string | null): void;
  consented(): void;
  destroy(): void;
}
