import { keepCsrfToken } from "../../api/client";
import type { components } from "../../api/schema";

export type SignedIn = components["schemas"]["SignedIn"];
export type SecondStep = components["schemas"]["SecondStep"];

/** Take a sign-in; go on where the person wanted to go. Only addresses of this server count: anybody can write a link. */
export function entered(answer: SignedIn, next: string | undefined): void {
  if (answer.csrf_token) keepCsrfToken(answer.csrf_token);
  location.assign(ownPath(next, location.origin));
}

/** Return the path of an address of this origin; "/s" for every other. */
export function ownPath(next: string | undefined, origin: string): string {
  try {
    const url = new URL(next ?? "/s", origin);
    return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : "/s";
  } catch {
    return "/s";
  }
}

/** Return what the door is told: where to go on, and what went wrong with a sign-in elsewhere. href: path and search. */
export function toDoor(href: string): { next: string; error?: string } {
  const [path = "/s", search = ""] = href.split("?");
  const told = new URLSearchParams(search.split("#")[0]);
  const error = path === "/account" ? told.get("error") : null;
  return error ? { next: path, error } : { next: href };
}
