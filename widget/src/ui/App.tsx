import { useEffect, useMemo, useState } from "preact/hooks";
import type { Announcer } from "../a11y/announcer";
import type { Citation } from "../api/types";
import type { Cell } from "../chat/cell";
import type { Actions } from "../chat/chat";
import type { View } from "../chat/context";
import type { Wording } from "../i18n";
import { isReachable } from "../text/contact";
import { CitationCard } from "./CitationCard";
import { Composer } from "./Composer";
import { KitContext } from "./context";
import { Header } from "./Header";
import { useCell } from "./hooks";
import { LiveRegions } from "./LiveRegions";
import { Log } from "./Log";
import { Menu } from "./Menu";
import { ContactList } from "./PersonCard";
import { Sheet } from "./Sheet";
import type { Theme } from "./theme";
import { UnprovenSheet } from "./Unproven";

export interface AppProps {
  name: string;
  view: Cell<View>;
  actions: Actions;
  announcer: Announcer;
  wording: Wording;
  theme: Theme;
}

/** The one card that lies over the page, if any. */
type Open =
  | { kind: "source"; citation: Citation; opener: HTMLElement }
  | { kind: "person"; opener: HTMLElement }
  | { kind: "unproven"; opener: HTMLElement }
  | { kind: "menu"; opener: HTMLElement };

interface OverlayProps {
  open: Open;
  view: View;
  theme: Theme;
  wording: Wording;
  onClose(): void;
}

function Overlay({ open, view, theme, wording, onClose }: OverlayProps) {
  const { opener } = open;
  if (open.kind === "menu") return <Menu theme={theme} opener={opener} onClose={onClose} />;
  if (open.kind === "source") {
    const currency = view.session?.store.currency ?? "";
    return <CitationCard {...{ citation: open.citation, currency, opener, onClose }} />;
  }
  const contact = view.session?.store.contact;
  if (open.kind === "unproven") return <UnprovenSheet {...{ contact, opener, onClose }} />;
  if (!isReachable(contact)) return null;
  return (
    <Sheet title={wording.t("person")} kind="person" opener={opener} onClose={onClose}>
      <ContactList contact={contact} />
      <p class="aw-quiet">{wording.t("personBody")}</p>
    </Sheet>
  );
}

export function App({ name, view: cell, actions, announcer, wording, theme }: AppProps) {
  const view = useCell(cell);
  const [open, setOpen] = useState<Open | null>(null);
  const { session } = view;
  const canReach = isReachable(session?.store.contact);
  const kit = useMemo(
    () => ({
      name,
      wording,
      actions,
      announcer,
      openCitation: (citation: Citation, opener: HTMLElement) =>
        setOpen({ kind: "source", citation, opener }),
      openUnproven: (opener: HTMLElement) => setOpen({ kind: "unproven", opener }),
      openPerson: canReach ? (opener: HTMLElement) => setOpen({ kind: "person", opener }) : null,
    }),
    [name, wording, actions, announcer, canReach],
  );

  useEffect(() => theme.wear(session?.store.brand ?? null), [session, theme]);

  return (
    <KitContext.Provider value={kit}>
      <Header
        mark={session?.store.mark ?? null}
        onMenu={(opener) => setOpen({ kind: "menu", opener })}
      />
      <main class="aw-main">
        <Log view={view} />
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
        />
      )}
    </KitContext.Provider>
  );
}
