/** What stands for a shop without a mark of its own: the first letters of its first two words. */
export const initials = (name: string) =>
  (name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? [])
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
