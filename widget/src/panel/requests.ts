import type { Settings } from "../loader/settings";

const TIMEOUT_MS = 10_000;
const RETRY_MS = 400;

async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

/** Once more after a moment, of which part is chance, so that a server that comes back is not stormed. */
async function askTwice(url: string, init: RequestInit): Promise<Response> {
  try {
    return await ask(url, init);
  } catch {
    await new Promise((go) => setTimeout(go, RETRY_MS * (1 + Math.random())));
    return ask(url, init);
  }
}

/** Starts an anonymous session. It is asked for here, because the frame has no origin that a store could list. */
export async function openSession({ host, key }: Settings, sent: object): Promise<object> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(sent) };
  return (await askTwice(`${host}/api/v1/sessions`, init)).json();
}
