/** The one global of the page, the queue that stood in its place before, and who listens to what. */
export type Handler = (detail: Record<string, unknown>) => unknown;
type Command = [name: string, ...given: unknown[]];

export interface Listeners {
  on(name: string, handler: Handler): () => void;
  /** Tells everyone who listens; resolves with whether all of them could do it. */
  tell(name: string, detail?: Record<string, unknown>): Promise<boolean>;
  names(): string[];
}

export function createListeners(changed: () => void): Listeners {
  const handlers = new Map<string, Set<Handler>>();

  function on(name: string, handler: Handler): () => void {
    const all = handlers.get(name) ?? new Set();
    handlers.set(name, all.add(handler));
    changed();
    return () => {
      all.delete(handler);
      changed();
    };
  }

  async function tell(name: string, detail: Record<string, unknown> = {}): Promise<boolean> {
    const asked = [...(handlers.get(name) ?? [])].map(async (handler) => handler(detail));
    const done = await Promise.allSettled(asked);
    return done.every((one) => one.status === "fulfilled" && one.value !== false);
  }

  const names = () => [...handlers].flatMap(([name, all]) => (all.size > 0 ? [name] : []));
  return { on, tell, names };
}

type Api = Record<string, (...given: never[]) => unknown>;

/** Puts the methods in the queue's place, and does what was asked for while the script was on its way. */
export function install(api: Api): void {
  const page = window as unknown as { Aisle?: Command[] | Api };
  const waiting = Array.isArray(page.Aisle) ? page.Aisle : [];
  const run = ([name, ...given]: Command) =>
    (api[name] as ((...all: unknown[]) => unknown) | undefined)?.(...given);
  page.Aisle = { ...api, push: (command: Command) => run(command) } as unknown as Api;
  for (const command of waiting) run(command);
}
