/** What the buttons of the editor do to a text and its selection, as pure functions. */
export const TOOLS = ["heading", "bold", "list", "numbers", "table", "link", "insert"] as const;
export type Tool = (typeof TOOLS)[number];

export interface Edited {
  text: string;
  /** The selection afterwards, in characters. */
  from: number;
  to: number;
}

const LINES: Partial<Record<Tool, string>> = { heading: "## ", list: "- ", numbers: "1. " };
const AROUND: Partial<Record<Tool, readonly [string, string]>> = {
  bold: ["**", "**"],
  link: ["[", "](https://)"],
  insert: ["{{product:", ".price}}"],
};
const TABLE = "\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n";

/** Return the text after a button was pressed. from, to: the selection, in characters. */
export function edited(text: string, from: number, to: number, tool: Tool): Edited {
  const mark = LINES[tool];
  if (mark) return onLines(text, from, to, mark);
  const [before, after] = AROUND[tool] ?? [TABLE, ""];
  const words = AROUND[tool] ? text.slice(from, to) : "";
  const head = text.slice(0, AROUND[tool] ? from : to) + before;
  return {
    text: head + words + after + text.slice(to),
    from: head.length,
    to: head.length + words.length,
  };
}

function onLines(text: string, from: number, to: number, mark: string): Edited {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const lines = text.slice(start, to).split("\n");
  const made = lines.map((line) => (line.startsWith(mark) ? line : mark + line)).join("\n");
  const end = start + made.length;
  return { text: text.slice(0, start) + made + text.slice(to), from: end, to: end };
}
