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
  return {
    title: (kind: string, said: string | undefined) => t(kind, said ?? kind),
    text: (kind: string, said: string) => t(`${kind}.text`, said),
    /** name: dotted, as the API names it: "options.most_pages". */
    label: (kind: string, name: string, { title }: Schema) => {
      const field = name.split(".").pop() ?? name;
      return t(`${kind}.${name}`, plainly(title ?? field, field));
    },
    help: (kind: string, name: string, { description }: Schema) =>
      t(`${kind}.${name}.help`, description ?? "") || undefined,
  };
}
