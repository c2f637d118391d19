/** asked: not answered yet, nothing may be stored or fetched. refused: nothing may ever be stored. */
export type Consent = "given" | "asked" | "refused";

/** Reads a store's own entry. Strict browsers refuse even to name the storage. */
export function peek(take: () => Storage, store: string, name: string): string | null {
  try {
    return take().getItem(`aisle.${store}.${name}`);
  } catch {
    return null;
  }
}

/** Looking is no storing: who agreed before is not asked again. */
export const firstConsent = (store: string, asks: boolean): Consent =>
  !asks || peek(() => localStorage, store, "agreed") ? "given" : "asked";
