/** Whether a path matches one of a merchant's patterns. `*` stands for any run of characters. */
export const matchesPath = (patterns: readonly string[], path: string): boolean =>
  patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(path);
  });
