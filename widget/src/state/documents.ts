import type { Citation } from "../api/types";

/** A document an answer quotes, once, with every mark that leads into it. */
export interface Document {
  key: string;
  marks: number[];
  /** What opens: its first quote. */
  citation: Citation;
}

/** The same page may have been read twice: a reader sees one title and one address. */
const keyOf = ({ title, url, document_id }: Citation) => `${title} ${url ?? document_id}`;

export function documentsOf(citations: Citation[]): Document[] {
  const documents = new Map<string, Document>();
  for (const citation of citations) {
    const key = keyOf(citation);
    const known = documents.get(key);
    if (known) known.marks.push(citation.mark);
    else documents.set(key, { key, marks: [citation.mark], citation });
  }
  return [...documents.values()];
}
