/** What of the shopper keys still opens something. */
import type { ShopperKey } from "./api";

/** now: milliseconds since 1970. */
export const working = (keys: readonly ShopperKey[], now: number): readonly ShopperKey[] =>
  keys.filter((one) => !one.revoked_at && !(one.expires_at && Date.parse(one.expires_at) <= now));

/** Algorithms, the shared secret first; the others sign with a half that never leaves the shop. */
export const ALGORITHMS = ["HS256", "EdDSA", "ES256", "RS256"] as const;

export const isShared = (algorithm: string): boolean => algorithm === "HS256";
