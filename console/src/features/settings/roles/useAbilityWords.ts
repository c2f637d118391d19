/** What a permission allows, in the reader's language; else in the API's own words. */
import { useTranslation } from "react-i18next";

export function useAbilityWords(): (name: string, said: string | undefined) => string {
  const { t } = useTranslation("settings/roles");
  return (name, said) => t(name, said ?? name);
}
