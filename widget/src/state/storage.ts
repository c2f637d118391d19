/**
 * Where the page remembers things. The full page uses its own storage; a frame without an origin
 * of its own gets the same port over messages.
 */
export interface Store {
  read<T>(name: string): T | null;
  write(name: string, value: unknown, days?: number): void;
  remove(name: string): void;
  /** Calls back when another tab changed something. */
  watch(changed: (name: string) => void): () => void;
}

export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

interface Entry {
  value: unknown;
  until: number;
}

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;
/** Calls back with the whole key when somebody else changed it. */
export type Watch = (changed: (key: string) => void) => () => void;

/** A `Storage` that lives as long as the page: private windows and strict settings refuse the real one. */
export function memoryStorage(): Shelf {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

export function usableStorage(): Shelf {
  try {
    const probe = "aisle.probe";
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return memoryStorage();
  }
}

function parseEntry(raw: string | null): Entry | null {
  try {
    return raw ? (JSON.parse(raw) as Entry) : null;
  } catch {
    return null;
  }
}

const watchTabs: Watch = (changed) => {
  const heard = ({ key }: StorageEvent) => key && changed(key);
  addEventListener("storage", heard);
  return () => removeEventListener("storage", heard);
};

export function pageStore(
  slug: string,
  storage = usableStorage(),
  now = Date.now,
  watchAll = watchTabs,
): Store {
  const prefix = `aisle.${slug}.`;

  function read<T>(name: string): T | null {
    const entry = parseEntry(storage.getItem(prefix + name));
    if (entry && entry.until > now()) return entry.value as T;
    storage.removeItem(prefix + name);
    return null;
  }

  function write(name: string, value: unknown, days = KEPT_DAYS): void {
    const entry: Entry = { value, until: now() + days * DAY_MS };
    try {
      storage.setItem(prefix + name, JSON.stringify(entry));
    } catch {
      // Full storage must not end a chat: this page keeps working with what it has in memory.
    }
  }

  function watch(changed: (name: string) => void): () => void {
    return watchAll((key) => {
      if (key.startsWith(prefix)) changed(key.slice(prefix.length));
    });
  }

  return { read, write, watch, remove: (name) => storage.removeItem(prefix + name) };
}
