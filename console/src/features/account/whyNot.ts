/** Codes that a sign-in with others comes back with, and that are explained in words of their own. */
const EXPLAINED = new Set([
  "sso_no_role",
  "account_exists",
  "identity_taken",
  "provider_email_not_verified",
  "provider_unavailable",
  "sign_in_cancelled",
]);

/**
 * Return the message that explains a code of the address, and what it names.
 *
 * Anybody can write one there: what does not look like a code of ours is not shown.
 */
export function whyNot(code: string): [string, { code: string }] {
  if (EXPLAINED.has(code)) return [`why.${code}`, { code }];
  return /^[a-z_]{1,40}$/.test(code)
    ? ["provider.refused", { code }]
    : ["why.unknown", { code: "" }];
}
