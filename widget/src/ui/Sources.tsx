import type { Citation } from "../api/types";
import { type Document, documentsOf } from "../state/documents";
import { useKit, useWording } from "./context";
import { memo } from "./memo";

function Source({ source }: { source: Document }) {
  const { wording, openCitation } = useKit();
  const { citation } = source;
  const { title } = citation;
  const mark = source.marks.join(", ");
  return (
    <li>
      <button
        type="button"
        class="aw-source"
        aria-haspopup="dialog"
        aria-label={wording.t("source", { mark, title })}
        onClick={(event) => openCitation(citation, event.currentTarget)}
      >
        <span class="aw-c">{mark}</span>
        <span dir="auto">{title}</span>
      </button>
    </li>
  );
}

/** The sources of an answer, each document once. */
export const Sources = memo(function Sources({ citations }: { citations: Citation[] }) {
  const { t } = useWording();
  if (citations.length === 0) return null;
  return (
    <ol class="aw-src" aria-label={t("sources")}>
      {documentsOf(citations).map((source) => (
        <Source key={source.key} source={source} />
      ))}
    </ol>
  );
});
