import { Problem, problemFrom, Unreachable } from "./problem";
import type { Sessions } from "./session";

/** Every call of the page goes through here: it carries the shopper's token and renews it once. */
export interface Client {
  call(path: string, init?: RequestInit): Promise<Response>;
  json<T>(path: string): Promise<T>;
}

export async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Unreachable("The shop could not be reached.", { cause });
  }
  if (!response.ok) throw await problemFrom(response);
  return response;
}

export function createClient(api: string, sessions: Sessions): Client {
  async function once(path: string, init: RequestInit): Promise<Response> {
    const { token } = await sessions.current();
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    return send(api + path, { ...init, headers });
  }

  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const { token } = await sessions.current();
    try {
      return await once(path, init);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      await sessions.replace(token);
      return once(path, init);
    }
  }

  return { call, json: async (path) => (await call(path)).json() };
}
