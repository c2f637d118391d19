import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Announcer } from "../a11y/announcer";
import type { Citation } from "../api/types";
import type { Cell } from "../chat/cell";
import type { Actions } from "../chat/chat";
import type { View } from "../chat/context";
import type { Wording } from "../i18n";
import type { Store } from "../state/storage";
import type { Ears } from "../voice/ears";

/** What this chat can do where it stands. */
export interface Abilities {
  /** It stands in a page, which can put it away. */
  minimise: boolean;
  voice: boolean;
  /** The shop looks at photos. */
  photo: boolean;
}

/** What the shop says in its own words; null where ours are said. */
export interface OwnWords {
  title: string | null;
  logo: string | null;
  avatar: string | null;
  consent: string | null;
}

/** What every part of the page may use. It changes once, when the shop is known. */
interface Kit {
  wording: Wording;
  actions: Actions;
  announcer: Announcer;
  view: Cell<View>;
  store: Store;
  ears: Ears;
  can: Abilities;
  own: OwnWords;
  /** The shop's name, known before the session is open. */
  name: string;
  openCitation(citation: Citation, opener: HTMLElement): void;
  openUnproven(opener: HTMLElement): void;
  /** Null while no way to reach a person is known. */
  openPerson: ((opener: HTMLElement) => void) | null;
}

export const KitContext = createContext<Kit | null>(null);

export function useKit(): Kit {
  const kit = useContext(KitContext);
  if (!kit) throw new Error("This part of the page stands outside of the app.");
  return kit;
}

export const useWording = () => useKit().wording;
