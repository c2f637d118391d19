import { useTranslation } from "react-i18next";
import { clock } from "../format/times";
import { localeOf } from "../i18n/languages";
import type { DraftState } from "./draft";

/** How a draft stands, in words: "saved 14:02". */
export function SaveState({ state }: { state: DraftState }) {
  const { t, i18n } = useTranslation();
  const time = "at" in state && state.at ? clock(localeOf(i18n.language), state.at) : "";
  const name = state.name === "saved" && !time ? "unchanged" : state.name;
  return (
    <span className="faint" role="status">
      {name === "unchanged" ? "" : t(`draft.${name}`, { time })}
    </span>
  );
}
