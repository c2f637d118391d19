/** Noticing that the sign-in which a page was opened with is over, or acts elsewhere. */
type Look = () => Promise<boolean>;

/** Codes of requests that were refused because of the sign-in, not because of what they asked for. */
export const OVER: ReadonlySet<string> = new Set([
  "unauthorized",
  "csrf_token_missing",
  "other_organization",
]);

let look: Look = async () => false;
let looking: Promise<boolean> | undefined;

/** Name who looks; the frame does. Resolves to whether the sign-in still is that of this page. */
export function lookWith(next: Look): void {
  look = next;
}

/** Look who is signed in now, once for however many requests wait for it. */
export function lookAgain(): Promise<boolean> {
  looking ??= look().finally(() => {
    looking = undefined;
  });
  return looking;
}

const AUTH = "/api/v1/auth/";

/** Whether a request is about the person and their sign-in, wherever that acts. */
export const isOwn = ({ url }: Request): boolean => new URL(url).pathname.startsWith(AUTH);

/** Whether a request asks how the sign-in is: what it hears is not looked at again. */
export const isLook = ({ url }: Request): boolean => new URL(url).pathname === `${AUTH}session`;
