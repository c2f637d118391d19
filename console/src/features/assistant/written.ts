import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../i18n/languages";
import { sourceNamesQuery } from "./api";
import type { Name } from "./types";

/** Return a function that writes a setting's value as people read it. */
export function useWritten(): (name: Name, value: unknown) => string {
  const { t } = useTranslation("assistant");
  const { store } = useParams({ strict: false }) as { store: string };
  const sources = useQuery(sourceNamesQuery(store)).data ?? [];
  const sourceOf = (id: string) => sources.find((one) => one.id === id)?.name ?? id;
  return (name, value) => {
    if (name === "model") return value === null ? t("model.usual") : modelOf(String(value), t);
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (name === "languages")
      return (value as string[]).map(languageOf).join(", ") || t("languages.any");
    if (Array.isArray(value)) return value.join("\n") || t("nothing");
    if (value && typeof value === "object")
      return (
        Object.entries(value)
          .map(([id, weight]) => `${sourceOf(id)}: ${weight}`)
          .join("\n") || t("nothing")
      );
    if (["length", "unsupported", "kept_answers", "tone"].includes(name))
      return t(`${name}.${value}`);
    return String(value) || t("nothing");
  };
}

const modelOf = (name: string, t: (key: string) => string) =>
  name === "quote" ? t("model.quote") : name;

const languageOf = (code: string): string =>
  (LANGUAGES as Readonly<Record<string, string>>)[code] ?? code;
