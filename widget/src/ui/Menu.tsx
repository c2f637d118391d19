import { useState } from "preact/hooks";
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
  theme: Theme;
  opener: HTMLElement;
  onClose(): void;
}

export function Menu({ theme, opener, onClose }: Props) {
  const { wording, actions } = useKit();
  const startNew = () => {
    actions.startNew();
    onClose();
  };
  return (
    <Sheet title={wording.t("menu")} kind="menu" opener={opener} onClose={onClose}>
      <button type="button" class="aw-btn" onClick={startNew}>
        {wording.t("startNew")}
      </button>
      <ThemeChoice theme={theme} />
    </Sheet>
  );
}
