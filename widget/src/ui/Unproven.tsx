import type { ComponentChildren } from "preact";
import type { Contact } from "../api/types";
import { isReachable } from "../text/contact";
import { useKit, useWording } from "./context";
import { Icon } from "./icons";
import { ContactList } from "./PersonCard";
import { Sheet } from "./Sheet";

interface Props {
  /** The server's own words for it, in the answer's language. */
  words: string;
  children: ComponentChildren;
}

/** A sentence that nothing of the shop's bears out: seen as such, said so, and explained on a press. */
export function Unproven({ words, children }: Props) {
  const { wording, openUnproven } = useKit();
  return (
    <>
      <span class="aw-unproven">{children}</span>{" "}
      <button
        type="button"
        class="aw-unproven-mark"
        aria-haspopup="dialog"
        onClick={(event) => openUnproven(event.currentTarget)}
      >
        <Icon shape="unsure" small />
        {words}
        <span class="aw-vh">. {wording.t("whatThisMeans")}</span>
      </button>
    </>
  );
}

interface SheetProps {
  contact: Contact | undefined;
  opener: HTMLElement;
  onClose(): void;
}

/** What the mark means, and who knows better. */
export function UnprovenSheet({ contact, opener, onClose }: SheetProps) {
  const { t } = useWording();
  return (
    <Sheet title={t("unprovenTitle")} kind="unproven" opener={opener} onClose={onClose}>
      <p>{t("unprovenBody")}</p>
      {contact && isReachable(contact) && <ContactList contact={contact} />}
    </Sheet>
  );
}
