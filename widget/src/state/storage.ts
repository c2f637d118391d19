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

/** A `Storage` that lives as long as the page: private windows and strict settings refuse the real one. */
export function memoryStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

export function usableStorage(): ReturnType<typeof memoryStorage> {
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

export function pageStore(slug: string, storage = usableStorage(), now = Date.now): Store {
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
    const heard = (event: StorageEvent) => {
      if (event.key?.startsWith(prefix)) changed(event.key.slice(prefix.length));
    };
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }

  return { read, write, watch, remove: (name) => storage.removeItem(prefix + name) };
}
