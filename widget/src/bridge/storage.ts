import type { Shelf, Watch } from "../state/storage";
import type { Bridge } from "./frame";

/** The page's storage as the frame sees it: read from a copy, written by messages. */
export function bridgeStorage(bridge: Bridge, slug: string): { shelf: Shelf; watch: Watch } {
  const prefix = `aisle.${slug}.`;
  const entries = new Map<string, string>();
  const watchers = new Set<(key: string) => void>();
  for (const [name, value] of Object.entries(bridge.welcome.entries))
    if (typeof value === "string") entries.set(prefix + name, value);

  function change(key: string, value: string | null): void {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }

  function keep(key: string, value: string | null): void {
    if ((entries.get(key) ?? null) === value) return;
    change(key, value);
    bridge.send({ type: "keep", name: key.slice(prefix.length), value });
  }

  bridge.on("kept", ({ name, value }) => {
    change(prefix + name, value);
    for (const changed of watchers) changed(prefix + name);
  });

  return {
    shelf: {
      getItem: (key) => entries.get(key) ?? null,
      setItem: keep,
      removeItem: (key) => keep(key, null),
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
