import type { Store as PageStorage } from "../state/storage";
import { send } from "./client";
import { Problem } from "./problem";
import type { Session } from "./types";

export interface Sessions {
  current(): Promise<Session>;
  /** Opens a new session, unless another call has already replaced the refused token. */
  replace(refused: string): Promise<Session>;
}

interface Settings {
  api: string;
  /** Asks for a new session: by the page's own key, or through the page around a frame. */
  start(): Promise<Session>;
  storage: PageStorage;
}

/** Starts a session with a publishable key, from an origin that the store lists. */
export async function startSession(api: string, key: string): Promise<Session> {
  const headers = { authorization: `Bearer ${key}` };
  return (await send(`${api}/sessions`, { method: "POST", headers })).json();
}

const isLive = (session: Session) => Date.parse(session.expires_at) > Date.now();

export function createSessions({ api, start, storage }: Settings): Sessions {
  let opening: Promise<Session> | null = null;
  let refreshing: Promise<Session> | null = null;

  async function open(): Promise<Session> {
    const session = await start();
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
    } catch (error) {
      const refused = error instanceof Problem && error.status === 401;
      return refused ? startAfresh(kept) : kept; // offline: what is kept will do
    }
  }

  /** The server knows the token no more, so the conversation that went with it is nobody's: it is not asked for. */
  async function startAfresh({ token }: Session): Promise<Session> {
    if (storage.read<Session>("session")?.token === token) storage.remove("conversation");
    return replace(token);
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
