import type { Filter } from "../api/types";
import type { Store } from "./storage";

/** A message that has not left the device yet. Its key makes sure it is sent once. */
interface Unsent {
  key: string;
  text: string;
  at: string;
  filters: Filter[] | null;
}

export interface Outbox {
  all(): Unsent[];
  add(message: Unsent): void;
  remove(key: string): void;
}

export function createOutbox(store: Store): Outbox {
  const all = () => store.read<Unsent[]>("outbox") ?? [];

  function replace(messages: Unsent[]): void {
    if (messages.length === 0) store.remove("outbox");
    else store.write("outbox", messages);
  }

  const without = (key: string) => all().filter((message) => message.key !== key);

  return {
    all,
    add: (message) => replace([...without(message.key), message]),
    remove: (key) => replace(without(key)),
  };
}
