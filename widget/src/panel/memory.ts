import type { Consent } from "../loader/consent";

/**
 * What the page remembers for the frame, under names of the store. The device's own storage is written
 * only once the shopper agreed, where the store asks for that; until then, and where a browser refuses
 * it, everything lives as long as the page.
 */

/** A storage that works: strict browsers refuse even to name the real one. */
function usable(take: () => Storage): Storage | null {
  try {
    const storage = take();
    storage.setItem("aisle.probe", "1");
    storage.removeItem("aisle.probe");
    return storage;
  } catch {
    return null;
  }
}

/** days: how long a chat is kept; 0 keeps it in this tab alone. */
export function createMemory(store: string, consent: () => Consent, days: number) {
  const prefix = `aisle.${store}.`;
  const held = new Map<string, string>();
  const take = () => (days > 0 ? localStorage : sessionStorage);
  let device: Storage | null = null;

  function shelf(): Storage | null {
    if (consent() !== "given") return null;
    device ??= usable(take);
    return device;
  }

  const names = () =>
    Object.keys(shelf() ?? {})
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const read = (name: string) => shelf()?.getItem(prefix + name) ?? held.get(name) ?? null;

  function write(name: string, value: string | null): void {
    if (value === null) held.delete(name);
    else held.set(name, value);
    try {
      if (value === null) shelf()?.removeItem(prefix + name);
      else shelf()?.setItem(prefix + name, value);
    } catch {
      // A full storage must not end a chat: what is in memory goes on.
    }
  }

  /** Reads, or writes, what belongs to this tab alone. */
  function tab(name: string, value?: string): string | null {
    if (consent() !== "given") return null;
    try {
      if (value !== undefined) sessionStorage.setItem(prefix + name, value);
      return sessionStorage.getItem(prefix + name);
    } catch {
      return null;
    }
  }

  return {
    read,
    write,
    tab,
    clear() {
      for (const name of [...names(), ...held.keys()]) write(name, null);
    },
    /** Puts what was held until now where it lasts; the answer itself is kept, so that it is not asked for again. */
    settle() {
      for (const [name, value] of [...held, ["agreed", "1"] as const]) write(name, value);
    },
    entries: () =>
      Object.fromEntries([...held.keys(), ...names()].map((name) => [name, read(name) ?? ""])),
    /** The part of a storage event's key that is ours. */
    nameOf: (key: string | null) => (key?.startsWith(prefix) ? key.slice(prefix.length) : null),
  };
}

export type Memory = ReturnType<typeof createMemory>;
