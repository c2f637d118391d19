import { useTranslation } from "react-i18next";

/** Return a function that says a kind of job in words; one without words of its own by its name: "ingest_documents" as "Ingest documents". */
export function useKinds(): (kind: string) => string {
  const { t } = useTranslation("operations");
  return (kind) => t(`kind.${kind}`, plainly(kind));
}

function plainly(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
