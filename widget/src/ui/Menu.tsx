import { useState } from "preact/hooks";
import type { View } from "../chat/context";
import type { MessageKey } from "../i18n";
import { useKit } from "./context";
import { Sheet } from "./Sheet";
import { MODES, type Mode, type Theme } from "./theme";

const NAMES: Record<Mode, MessageKey> = {
  auto: "themeAuto",
  light: "themeLight",
  dark: "themeDark",
};

function ThemeChoice({ theme }: { theme: Theme }) {
  const { t } = useKit().wording;
  const [chosen, setChosen] = useState(theme.mode());
  const choose = (mode: Mode) => {
    theme.choose(mode);
    setChosen(mode);
  };
  return (
    <fieldset class="aw-choice">
      <legend>{t("theme")}</legend>
      {MODES.map((mode) => (
        <label key={mode}>
          <input
            type="radio"
            name="theme"
            checked={mode === chosen}
            onChange={() => choose(mode)}
          />
          {t(NAMES[mode])}
        </label>
      ))}
    </fieldset>
  );
}

interface Props {
  view: View;
  onDelete(opener: HTMLElement): void;
  theme: Theme;
  opener: HTMLElement;
  onClose(): void;
}

/** The shopper's own word on their chat: it holds for what was said and for what comes. */
function Choices() {
  const { wording, actions } = useKit();
  const [isKept, setKept] = useState(actions.isKeptFromImproving());
  const choose = async (wanted: boolean) => {
    setKept(wanted);
    if (!(await actions.keepFromImproving(wanted))) setKept(!wanted);
  };
  return (
    <label class="aw-check">
      <input
        type="checkbox"
        checked={isKept}
        onChange={(event) => void choose(event.currentTarget.checked)}
      />
      {wording.t("noImprove")}
    </label>
  );
}

export function Menu({ view, theme, opener, onClose, onDelete }: Props) {
  const { wording, actions } = useKit();
  const end = () => {
    actions.end(true);
    onClose();
  };
  const startNew = () => {
    actions.startNew();
    onClose();
  };
  return (
    <Sheet title={wording.t("menu")} kind="menu" opener={opener} onClose={onClose}>
      <button type="button" class="aw-btn" onClick={startNew}>
        {wording.t("startNew")}
      </button>
      {view.conversation.turns.length > 0 && (
        <>
          <button type="button" class="aw-btn" onClick={end}>
            {wording.t("endChat")}
          </button>
          <button type="button" class="aw-btn" onClick={() => onDelete(opener)}>
            {wording.t("deleteChat")}
          </button>
        </>
      )}
      <Choices />
      <ThemeChoice theme={theme} />
    </Sheet>
  );
}
