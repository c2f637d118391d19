import type { Citation } from "../api/types";
import type { View } from "../chat/context";
import type { Wording } from "../i18n";
import { isReachable } from "../text/contact";
import { CitationCard } from "./CitationCard";
import { DeleteSheet } from "./DeleteSheet";
import { Menu } from "./Menu";
import { ContactList } from "./PersonCard";
import { Sheet } from "./Sheet";
import type { Theme } from "./theme";
import { UnprovenSheet } from "./UnprovenSheet";
import "../styles/sheets.css";

/** The one card that lies over the page, if any. */
export type Open =
  | { kind: "source"; citation: Citation; opener: HTMLElement }
  | { kind: "person"; opener: HTMLElement }
  | { kind: "unproven"; opener: HTMLElement }
  | { kind: "delete"; opener: HTMLElement }
  | { kind: "menu"; opener: HTMLElement };

interface OverlayProps {
  open: Open;
  view: View;
  theme: Theme;
  wording: Wording;
  onClose(): void;
  onDelete(opener: HTMLElement): void;
}

export default function Overlay({ open, view, theme, wording, onClose, onDelete }: OverlayProps) {
  const { opener } = open;
  if (open.kind === "menu") return <Menu {...{ view, theme, opener, onClose, onDelete }} />;
  if (open.kind === "delete") return <DeleteSheet {...{ opener, onClose }} />;
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
