/** Return up to two letters for a name: of its first and its last word. */
export function initials(name: string): string {
  const words = name.split(/[\s·–-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("") || "?";
}
