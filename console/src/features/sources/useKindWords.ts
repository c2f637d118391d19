/** What kinds of sources and the fields of their forms are called, in the reader's language; else in the API's own words. */
import { useTranslation } from "react-i18next";
import type { Schema } from "./types";

/** A name that the API made of a field's own ("Most Pages"), as people write it ("Most pages"). */
const plainly = (title: string, field: string) =>
  title.toLowerCase() === field.replaceAll("_", " ").toLowerCase()
    ? title.charAt(0).toUpperCase() + title.slice(1).toLowerCase()
    : title;

export function useKindWords() {
  const { t } = useTranslation("sources/words");
  // A kind's own words of a field, or else those of all kinds that ask for the same.
  const keys = (kind: string, name: string, end = "") => [
    `${kind}.${name}${end}`,
    `any.${name}${end}`,
  ];
  return {
    title: (kind: string, said: string | undefined) => t(kind, said ?? kind),
    text: (kind: string, said: string) => t(`${kind}.text`, said),
    /** name: dotted, as the API names it: "options.most_pages". */
    label: (kind: string, name: string, { title }: Schema) => {
      const field = name.split(".").pop() ?? name;
      return t(keys(kind, name), { defaultValue: plainly(title ?? field, field) });
    },
    help: (kind: string, name: string, { description }: Schema) =>
      t(keys(kind, name, ".help"), { defaultValue: description ?? "" }) || undefined,
    /** What one of the values that a field may have is called; most are names. */
    choice: (kind: string, name: string, value: string) =>
      t(`${kind}.${name}.${value}`, { defaultValue: value }),
  };
}
