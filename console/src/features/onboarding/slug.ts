/** Return a short name for addresses, made of a store's name; a few letters by chance where the name has none. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.slice(0, 60).replace(/-+$/, "") || `store-${Math.random().toString(36).slice(2, 8)}`;
}

/** Return a web address with its scheme; undefined where nothing was typed. */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim();
  if (!text) return undefined;
  return /^https?:\/\//i.test(text) ? text : `https://${text}`;
}
