import type { Contact } from "../api/types";
import { safeAddress } from "./links";

/** Whether there is any way to reach a person. Hours alone are none. */
export const isReachable = (contact: Contact | null | undefined): contact is Contact =>
  Boolean(contact && (contact.email || contact.phone || safeAddress(contact.url)));
