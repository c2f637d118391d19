import { useEffect, useMemo, useState } from "preact/hooks";
import type { Announcer } from "../a11y/announcer";
import type { Citation } from "../api/types";
import type { Cell } from "../chat/cell";
import type { Actions } from "../chat/chat";
import type { View } from "../chat/context";
import type { Wording } from "../i18n";
import type { Store } from "../state/storage";
import { isReachable } from "../text/contact";
import type { Ears } from "../voice/ears";
import { Composer } from "./Composer";
import { type Abilities, KitContext, type OwnWords } from "./context";
import { Header } from "./Header";
import { useCell } from "./hooks";
import { LiveRegions } from "./LiveRegions";
import { Log } from "./Log";
import { lazy } from "./lazy";
import type { Open } from "./Overlay";
import type { Theme } from "./theme";

interface AppProps {
  name: string;
  view: Cell<View>;
  actions: Actions;
  announcer: Announcer;
  wording: Wording;
  theme: Theme;
  store: Store;
  ears: Ears;
  can: Abilities;
  own: OwnWords;
}

const Overlay = lazy(() => import("./Overlay").then((part) => part.default));

export function App({ name, view: cell, actions, announcer, wording, theme, ...parts }: AppProps) {
  const view = useCell(cell);
  const [open, setOpen] = useState<Open | null>(null);
  const { session } = view;
  const canReach = isReachable(session?.store.contact);
  const { store, ears, can, own } = parts;
  const erase = (opener: HTMLElement) => setOpen({ kind: "delete", opener });
  const kit = useMemo(
    () => ({
      view: cell,
      store,
      ears,
      can,
      own,
      name,
      wording,
      actions,
      announcer,
      openCitation: (citation: Citation, opener: HTMLElement) =>
        setOpen({ kind: "source", citation, opener }),
      openUnproven: (opener: HTMLElement) => setOpen({ kind: "unproven", opener }),
      openPerson: canReach ? (opener: HTMLElement) => setOpen({ kind: "person", opener }) : null,
    }),
    [name, wording, actions, announcer, canReach, cell, store, ears, can, own],
  );

  useEffect(() => theme.wear(session?.store.brand ?? null), [session, theme]);

  return (
    <KitContext.Provider value={kit}>
      <Header
        mark={session?.store.mark ?? null}
        onMenu={(opener) => setOpen({ kind: "menu", opener })}
      />
      <main class="aw-main">
        <Log view={view} onDelete={erase} />
        <Composer view={view} />
      </main>
      <LiveRegions />
      {open && (
        <Overlay
          key={open.kind}
          open={open}
          view={view}
          theme={theme}
          wording={wording}
          onClose={() => setOpen(null)}
          onDelete={erase}
        />
      )}
    </KitContext.Provider>
  );
}
