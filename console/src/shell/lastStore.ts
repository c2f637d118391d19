/** The store that was looked at last on this device. */
const NAME = "aisle.store";

export function lastStore(): string | null {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

export function rememberStore(slug: string): void {
  try {
    localStorage.setItem(NAME, slug);
  } catch {
    // The first one does, too.
  }
}
