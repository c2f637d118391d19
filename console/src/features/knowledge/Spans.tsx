import { shortened } from "./text";
import type { Span } from "./types";

/** Words that came and went; for ears as well as eyes. brief: of what stays, only what stands beside a change. */
export function Spans({ spans, brief }: { spans: readonly Span[]; brief?: boolean }) {
  return (
    <p className="kn-words">
      {(brief ? shortened(spans) : spans).map((one, at) => {
        const Tag = one.op === "insert" ? "ins" : one.op === "delete" ? "del" : "span";
        // biome-ignore lint/suspicious/noArrayIndexKey: spans stay in their places
        return <Tag key={at}>{one.text}</Tag>;
      })}
    </p>
  );
}
