/** The only way to the API: typed by its OpenAPI document, with what every request needs. */
import createClient, { type Middleware } from "openapi-fetch";
import { isLook, isOwn, lookAgain, OVER } from "./ending";
import { once, onceForm } from "./once";
import { patiently } from "./patience";
import { asProblem, Problem, problemOf } from "./problem";
import { proveAgain } from "./proof";
import type { paths } from "./schema";

const SAFE = new Set(["GET", "HEAD"]);
let csrf = "";
let organization: string | undefined;

/** Keep the token that changes need; who signs in or reads the session gets it. */
export function keepCsrfToken(token: string): void {
  csrf = token;
}

/** Say with every request in which organization this page acts: another tab may lead the sign-in into another one. */
export function actIn(organization_id: string | undefined): void {
  organization = organization_id;
}

function dressed(request: Request): Request {
  if (organization && !isOwn(request)) request.headers.set("x-aisle-organization", organization);
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

/** Send a request, and once more where what it was refused for can be had: a fresh proof, or the token of a new sign-in. */
async function sending(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await patiently(request);
  if (response.ok) return response;
  const { code } = await problemOf(response.clone());
  if (code === "verification_needed" && (await proveAgain())) return patiently(again);
  const over = OVER.has(code) && !isLook(request);
  return over && (await lookAgain()) ? patiently(dressed(again)) : response;
}

export const api = createClient<paths>({
  baseUrl: "",
  fetch: (request) => once(request, sending),
});
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
  const response = await onceForm(form, request, sending).catch((error: unknown) => {
    throw asProblem(error);
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Found;
}

export { Problem };
