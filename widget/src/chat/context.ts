import type { Announcer } from "../a11y/announcer";
import type { Attachment, ChatApi } from "../api/chat";
import type { Place } from "../api/stream";
import type { Look } from "../config";
import type { MessageKey } from "../i18n";
import type { Change, Conversation } from "../state/conversation";
import { EMPTY } from "../state/conversation";
import type { Drafts } from "../state/draft";
import { loadOpinions, type Opinions } from "../state/opinions";
import type { Outbox } from "../state/outbox";
import { reduce } from "../state/reducer";
import type { Store } from "../state/storage";
import { ALONE, type Around, type Basket, type Page } from "./around";
import { type Cell, createCell } from "./cell";

/** Everything the page shows. */
export interface View {
  conversation: Conversation;
  session: Look | null;
  opening: "opening" | "ready" | "failed";
  draft: string;
  /** The draft holds a card number and was stopped. */
  cardStopped: boolean;
  /** Why the server would not take the message, in its own words. */
  refusal: string | null;
  /** What could not be done, in the page's words. */
  trouble: MessageKey | null;
  /** The turn whose words are being changed in the composer, and what was typed there before. */
  editing: { key: string; aside: string } | null;
  /** What the shopper said of answers, by turn. */
  opinions: Opinions;
  /** When the next message may be sent, after too many at once. */
  limitedUntil: number | null;
  online: boolean;
  /** An answer is being written: Send is Stop. */
  busy: boolean;
  around: Around;
  basket: Basket;
  /** Chosen to go with the next message; shrunk once it is ready. */
  photo: { file: File; ready: Blob | null } | null;
  /** The shopper said that they are done: the ways to end are shown. */
  ended: boolean;
}

/** The turn being answered, by this page or followed from another. */
export interface Running {
  key: string;
  turnId: string | null;
  abort: AbortController;
  stopping: boolean;
  /** How far its events were read, to go on behind them. */
  place: Place;
}

export interface Parts {
  api: ChatApi;
  store: Store;
  drafts: Drafts;
  outbox: Outbox;
  announcer: Announcer;
  /** Known before a session is: nothing needs to be asked for until a message is sent. */
  look?: Look | null;
  /** The page around a frame. */
  page?: Page | null;
  /** Draws what has changed at once; without it each change is drawn when its time comes. */
  drawNow?: () => void;
}

export interface Context extends Parts {
  view: Cell<View>;
  running: Running | null;
  change(change: Change): void;
  /** Answers that came while nobody looked. */
  unread: number;
  /** Photos by the message they go with: never stored on the device. */
  photos: Map<string, { blob: Blob; sent: Attachment | null }>;
  seen(): void;
}

export function createContext(parts: Parts): Context {
  const view = createCell<View>({
    conversation: EMPTY,
    session: parts.look ?? null,
    opening: "opening",
    draft: parts.drafts.load(),
    cardStopped: false,
    refusal: null,
    trouble: null,
    editing: null,
    opinions: loadOpinions(parts.store),
    limitedUntil: null,
    online: navigator.onLine,
    busy: false,
    around: ALONE,
    basket: {},
    photo: null,
    ended: false,
  });
  const change = (what: Change) =>
    view.set({ conversation: reduce(view.get().conversation, what) });
  const context: Context = {
    ...parts,
    view,
    change,
    running: null,
    unread: 0,
    photos: new Map(),
    seen() {
      context.unread = 0;
      parts.page?.unread(0);
    },
  };
  return context;
}

export const newRunning = (key: string, turnId: string | null = null): Running => ({
  key,
  turnId,
  abort: new AbortController(),
  stopping: false,
  place: { last: 0 },
});

export function setRunning(context: Context, running: Running | null): void {
  context.running = running;
  context.view.set({ busy: running !== null });
}

export const turnByKey = (context: Context, key: string) =>
  context.view.get().conversation.turns.find((turn) => turn.key === key);

/** Tells the other tabs that there is something new to read. */
export function touch(context: Context): void {
  const { id } = context.view.get().conversation;
  if (id) context.store.write("conversation", { id, at: Date.now() });
}
