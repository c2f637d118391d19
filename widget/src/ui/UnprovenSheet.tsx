import type { Contact } from "../api/types";
import { isReachable } from "../text/contact";
import { useWording } from "./context";
import { ContactList } from "./PersonCard";
import { Sheet } from "./Sheet";

interface Props {
  contact: Contact | undefined;
  opener: HTMLElement;
  onClose(): void;
}

/** What the mark means, and who knows better. */
export function UnprovenSheet({ contact, opener, onClose }: Props) {
  const { t } = useWording();
  return (
    <Sheet title={t("unprovenTitle")} kind="unproven" opener={opener} onClose={onClose}>
      <p>{t("unprovenBody")}</p>
      {contact && isReachable(contact) && <ContactList contact={contact} />}
    </Sheet>
  );
}
