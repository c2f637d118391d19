/** What a browser brings back from a system that Aisle was let into. */
import { answer, api } from "../../api/client";
import { asProblem } from "../../api/problem";

const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const STATE = new RegExp(`^(${ID})\\.(${ID})\\.[A-Za-z0-9_-]+$`);

export interface Consent {
  store: string;
  source: string;
  state: string;
  code: string;
}

/** Read the address that a browser came back to; undefined: it was refused there, or is not whole. */
export function consentIn(search: URLSearchParams): Consent | undefined {
  const [, store, source] = STATE.exec(search.get("state") ?? "") ?? [];
  const [state, code] = [search.get("state"), search.get("code")];
  if (search.has("error") || !store || !source || !state || !code) return undefined;
  return { store, source, state, code };
}

/**
 * Finish what was begun, with the sign-in of whoever is here.
 *
 * @returns "connected"; "elsewhere": somebody else began it, such as a command.
 * @throws Problem
 */
export async function finish({ store, source, state, code }: Consent) {
  try {
    await answer(api.GET("/api/v1/auth/session"));
    const path = { store, source_id: source };
    await answer(
      api.POST("/api/v1/stores/{store}/sources/{source_id}/oauth/finish", {
        params: { path },
        body: { state, code },
      }),
    );
    return "connected";
  } catch (error) {
    const { status, code: why } = asProblem(error);
    if (status === 401 || why === "consent_not_begun") return "elsewhere";
    throw error;
  }
}
