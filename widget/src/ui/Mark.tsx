import type { Citation } from "../api/types";
import { useKit } from "./context";

interface Props {
  mark: number;
  citations: Citation[];
}

/** The number that stands for a source. It has its size before the source itself has come. */
export function Mark({ mark, citations }: Props) {
  const { wording, openCitation } = useKit();
  const citation = citations.find((one) => one.mark === mark);
  if (!citation) return <span class="aw-c">{mark}</span>;
  return (
    <button
      type="button"
      class="aw-c"
      aria-haspopup="dialog"
      aria-label={wording.t("source", { mark, title: citation.title })}
      onClick={(event) => openCitation(citation, event.currentTarget)}
    >
      {mark}
    </button>
  );
}
