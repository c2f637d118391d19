import type { Store as PageStorage } from "../state/storage";
import { send } from "./client";
import type { Session } from "./types";

export interface Sessions {
  current(): Promise<Session>;
  /** Opens a new session, unless another call has already replaced the refused token. */
  replace(refused: string): Promise<Session>;
}

interface Settings {
  api: string;
  key: string;
  storage: PageStorage;
}

const isLive = (session: Session) => Date.parse(session.expires_at) > Date.now();

export function createSessions({ api, key, storage }: Settings): Sessions {
  let opening: Promise<Session> | null = null;
  let refreshing: Promise<Session> | null = null;

  async function open(): Promise<Session> {
    const headers = { authorization: `Bearer ${key}` };
    const response = await send(`${api}/sessions`, { method: "POST", headers });
    const session = (await response.json()) as Session;
    storage.write("session", session);
    refreshing = Promise.resolve(session); // it is as fresh as can be
    return session;
  }

  /** Two calls at the same moment must not become two shoppers. */
  function openOnce(): Promise<Session> {
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  /** The shop may have changed its look or its contact since the token was kept. */
  async function refresh(kept: Session): Promise<Session> {
    const headers = { authorization: `Bearer ${kept.token}` };
    try {
      const response = await send(`${api}/sessions/current`, { headers });
      const session = { ...kept, ...((await response.json()) as Partial<Session>) };
      storage.write("session", session);
      return session;
    } catch {
      return kept; // offline, or a token that the first real call will find refused
    }
  }

  async function current(): Promise<Session> {
    const kept = storage.read<Session>("session");
    if (!kept || !isLive(kept)) return openOnce();
    refreshing ??= refresh(kept);
    await refreshing;
    return storage.read<Session>("session") ?? kept;
  }

  async function replace(refused: string): Promise<Session> {
    const kept = storage.read<Session>("session");
    return kept && kept.token !== refused ? kept : openOnce();
  }

  return { current, replace };
}
