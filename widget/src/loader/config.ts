import type { Config, Settings } from "./settings";

const TIMEOUT_MS = 5000;

/**
 * The store's settings. They only dress the launcher, so they are asked for once and without them the
 * snippet's own attributes are enough.
 */
export async function loadConfig({ host, key, preview }: Settings): Promise<Config> {
  try {
    const asked = preview ? `preview?link=${preview}` : `config?key=${encodeURIComponent(key)}`;
    const url = `${host}/api/v1/widget/${asked}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}
