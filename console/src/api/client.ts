/** The only way to the API: typed by its OpenAPI document, with what every request needs. */
import createClient, { type Middleware } from "openapi-fetch";
import { patiently } from "./patience";
import { asProblem, Problem, problemOf } from "./problem";
import { proveAgain } from "./proof";
import type { paths } from "./schema";

const SAFE = new Set(["GET", "HEAD"]);
let csrf = "";

/** Keep the token that changes need; who signs in or reads the session gets it. */
export function keepCsrfToken(token: string): void {
  csrf = token;
}

function dressed(request: Request): Request {
  if (SAFE.has(request.method)) return request;
  request.headers.set("x-csrf-token", csrf);
  // Sent again after a fresh proof or a lost answer, it is done once.
  if (request.method !== "PUT" && !request.headers.has("idempotency-key"))
    request.headers.set("idempotency-key", crypto.randomUUID());
  return request;
}

const frame: Middleware = {
  onRequest: ({ request }) => dressed(request),
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return response;
  },
  onError: ({ error }) => asProblem(error),
};

/** Send a request, and once more after a fresh proof where the first was refused for want of one. */
async function sending(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await patiently(request);
  if (response.status !== 403) return response;
  const { code } = await problemOf(response.clone());
  return code === "verification_needed" && (await proveAgain()) ? patiently(again) : response;
}

export const api = createClient<paths>({ baseUrl: "", fetch: sending });
api.use(frame);

/**
 * Return what an answer holds. Found: its shape, where the OpenAPI document does not say it yet.
 *
 * @throws Problem
 */
export async function answer<Found = never, Said = unknown>(
  asked: Promise<{ data?: Said }>,
): Promise<[Found] extends [never] ? Said : Found> {
  const { data } = await asked;
  return data as [Found] extends [never] ? Said : Found;
}

/** Send what no typed route takes: forms with files. path: below the server's root. */
export async function sendForm<Found>(path: string, form: FormData): Promise<Found> {
  const request = dressed(new Request(path, { method: "POST", body: form }));
  const response = await sending(request).catch((error: unknown) => {
    throw asProblem(error);
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Found;
}

export { Problem };
