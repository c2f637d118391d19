import type { Citation, Metadata } from "../api/types";
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

interface GroundsProps {
  metadata: Metadata;
  /** Sources, products or a comparison stand in the answer. */
  hasEvidence: boolean;
}

/** What the answer was written from, and how far it can be relied on. A greeting rests on nothing. */
function Grounds({ metadata, hasEvidence }: GroundsProps) {
  const { t, percent } = useWording();
  const { label, confidence, reasons = [], abstained } = metadata;
  const isSure = typeof confidence === "number" && hasEvidence && !abstained;
  if (!label && !isSure) return null;
  return (
    <div class="aw-grounds">
      {label && <span dir="auto">{label}</span>}
      {isSure && (
        <details>
          <summary>{t("confidence", { percent: percent(confidence) })}</summary>
          <ul aria-label={t("reasons")}>
            {reasons.map((reason) => (
              <li key={reason} dir="auto">
                {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface Props {
  citations: Citation[];
  metadata: Metadata;
  hasEvidence: boolean;
}

export const Sources = memo(function Sources({ citations, metadata, hasEvidence }: Props) {
  const { t } = useWording();
  return (
    <div class="aw-end">
      {citations.length > 0 && (
        <ol class="aw-src" aria-label={t("sources")}>
          {documentsOf(citations).map((source) => (
            <Source key={source.key} source={source} />
          ))}
        </ol>
      )}
      <Grounds metadata={metadata} hasEvidence={hasEvidence} />
    </div>
  );
});
