import { toStretches } from "./unproven";

/**
 * The closed little language of answers: paragraphs, "- " lists, **bold** and source marks [1].
 * Anything else is plain text; nothing ever becomes HTML.
 */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold"; inside: Inline[] }
  | { kind: "mark"; mark: number }
  | { kind: "unproven"; inside: Inline[]; words: string };

/** The text of a list is its items, one per line. */
export interface Block {
  kind: "paragraph" | "list";
  text: string;
}

const ITEM = /^\s*[-*•]\s+/;
const TOKEN = /\*\*(?=\S)([\s\S]*?\S)\*\*|\[(\d{1,3})\]/g;

const isItem = (line: string) => ITEM.test(line);

function blockOf(lines: string[]): Block {
  if (!isItem(lines[0] ?? "")) return { kind: "paragraph", text: lines.join("\n") };
  return { kind: "list", text: lines.map((line) => line.replace(ITEM, "")).join("\n") };
}

/** Lines of one kind stay together; a new kind of line begins a new block. */
function groupLines(paragraph: string): string[][] {
  const groups: string[][] = [];
  for (const line of paragraph.split("\n")) {
    const group = groups.at(-1);
    if (group && isItem(group[0] ?? "") === isItem(line)) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

export function toBlocks(text: string): Block[] {
  const paragraphs = text.split(/\n[ \t]*\n+/).map((part) => part.replace(/^\n+|\s+$/g, ""));
  return paragraphs.filter((part) => part !== "").flatMap((part) => groupLines(part).map(blockOf));
}

/**
 * Blocks of a text that grows at its end: what stands before its last paragraph is taken apart once.
 * The blocks of that part are the same objects every time.
 */
export function createGrowing(): (text: string, growing: boolean) => Block[] {
  let whole = "";
  let blocks: Block[] = [];
  return (text, growing) => {
    if (!text.startsWith(whole)) [whole, blocks] = ["", []];
    const end = text.lastIndexOf("\n\n") + 2;
    if (end > whole.length && end > 1) {
      blocks = [...blocks, ...toBlocks(text.slice(whole.length, end))];
      whole = text.slice(0, end);
    }
    const rest = text.slice(whole.length);
    return [...blocks, ...toBlocks(growing ? settled(rest) : rest)];
  };
}

/** The pieces of a block; a sentence that is marked as unproven is one piece with its own inside. */
export const toInline = (text: string): Inline[] =>
  toStretches(text).flatMap((stretch): Inline[] => {
    const pieces = piecesOf(stretch.text);
    if (stretch.unproven === null) return pieces;
    return [{ kind: "unproven", inside: pieces, words: stretch.unproven }];
  });

function piecesOf(text: string): Inline[] {
  const pieces: Inline[] = [];
  let done = 0;
  const plainUntil = (end: number) => {
    if (end > done) pieces.push({ kind: "text", text: text.slice(done, end) });
  };
  for (const token of text.matchAll(TOKEN)) {
    plainUntil(token.index);
    if (token[1] === undefined) pieces.push({ kind: "mark", mark: Number(token[2]) });
    else pieces.push({ kind: "bold", inside: piecesOf(token[1]) });
    done = token.index + token[0].length;
  }
  plainUntil(text.length);
  return pieces;
}

/** How much of a text that is still being written can be shown without a half-drawn mark or bold. */
export function settled(text: string): string {
  const withoutMark = text.replace(/\[\d{0,3}$/, "").replace(/\s+$/, "");
  const stars = [...withoutMark.matchAll(/\*\*/g)];
  const open = stars.length % 2 === 1 ? stars.at(-1) : undefined;
  const whole = open ? withoutMark.slice(0, open.index) : withoutMark;
  return whole.replace(/(?<!\*)\*$/, "").replace(/(^|\n)\s*[-*•]?\s*$/, "");
}

/** What a screen reader is told when the answer is whole: words only, without marks. */
export function spoken(text: string): string {
  return text
    .replace(/\s*\[\d{1,3}\]/g, "")
    .replaceAll("**", "")
    .replace(/^\s*[-*•]\s+/gm, "")
    .replace(/\s*\n+\s*/g, " ")
    .trim();
}
