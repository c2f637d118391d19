/** Return the name of a kind of job in words: "ingest_documents" becomes "Ingest documents". Kinds are the server's own names. */
export function kindInWords(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
