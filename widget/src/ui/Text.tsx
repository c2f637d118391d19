import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import type { Citation } from "../api/types";
import { createGrowing, type Inline, type Block as TextBlock, toInline } from "../text/markdown";
import { prefersStill } from "./hooks";
import { Mark } from "./Mark";
import { memo } from "./memo";
import { Unproven } from "./Unproven";

interface RunProps {
  pieces: Inline[];
  citations: Citation[];
}

function Run({ pieces, citations }: RunProps) {
  return (
    <>
      {pieces.map((piece, at) => {
        if (piece.kind === "text") return piece.text;
        if (piece.kind === "mark") return <Mark key={at} mark={piece.mark} citations={citations} />;
        const inside = <Run pieces={piece.inside} citations={citations} />;
        if (piece.kind === "unproven")
          return (
            <Unproven key={at} words={piece.words}>
              {inside}
            </Unproven>
          );
        return <strong key={at}>{inside}</strong>;
      })}
    </>
  );
}

interface BlockProps {
  kind: "paragraph" | "list";
  text: string;
  citations: Citation[];
}

/** A finished block is never drawn again: its text stays the same while the next one grows. */
const Block = memo(function Block({ kind, text, citations }: BlockProps) {
  if (kind === "paragraph") {
    return (
      <p dir="auto">
        <Run pieces={toInline(text)} citations={citations} />
      </p>
    );
  }
  return (
    <ul class="aw-list" dir="auto">
      {text.split("\n").map((item, at) => (
        <li key={at}>
          <Run pieces={toInline(item)} citations={citations} />
        </li>
      ))}
    </ul>
  );
});

interface Props {
  text: string;
  /** The text is still growing. */
  growing: boolean;
  citations: Citation[];
}

type Drawn = [block: TextBlock, citations: Citation[], view: ComponentChild];

/**
 * Draws blocks, and gives the very same views again for those that are the same as last time: they are
 * not even compared.
 */
function useViews(blocks: TextBlock[], citations: Citation[]): ComponentChild[] {
  const drawn = useRef<Drawn[]>([]);
  drawn.current = blocks.map((block, at) => {
    const before = drawn.current[at];
    if (before?.[0] === block && before[1] === citations) return before;
    const { kind, text } = block;
    return [block, citations, <Block key={at} {...{ kind, text, citations }} />];
  });
  return drawn.current.map(([, , view]) => view);
}

/** With reduced motion a block appears when it is whole; else word by word, without half marks. */
function useBlocks(text: string, growing: boolean): TextBlock[] {
  const grow = useRef<ReturnType<typeof createGrowing>>(null);
  grow.current ??= createGrowing();
  const blocks = grow.current(text, growing);
  return growing && prefersStill() ? blocks.slice(0, -1) : blocks;
}

export function Text({ text, growing, citations }: Props) {
  return <>{useViews(useBlocks(text, growing), citations)}</>;
}
