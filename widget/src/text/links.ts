/** An address that may become a link or a picture: http, https or a path of this site. Else null. */
export function safeAddress(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, location.origin);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
