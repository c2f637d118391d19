import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Shortcuts, useShortcuts } from "./shortcuts";
import { usePlaces } from "./usePlaces";

/** G and then a letter lead to a section. */
export function useGoKeys(store: string): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pairs = usePlaces(store).map(({ name, place, to }) => [
    `g ${place.key}`,
    { label: t("keys.go", { section: t(`nav.${name}`) }), act: () => void navigate({ to }) },
  ]);
  useShortcuts(Object.fromEntries(pairs) as Shortcuts);
}
