import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { setLanguage } from "../../../i18n";
import { LANGUAGES, type Language } from "../../../i18n/languages";
import { readLook, setTheme, type Theme } from "../../../i18n/look";
import { Labelled } from "../../../ui/Field";
import { useDone } from "../api";
import { Part } from "./Part";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Language, of mails as well, and theme, of this device. */
export function Looks() {
  const { t, i18n } = useTranslation("account");
  const { t: shell } = useTranslation("shell");
  const [theme, choose] = useState(readLook().theme ?? "system");
  const save = useDone((language: Language) =>
    answer(api.PATCH("/api/v1/auth/account", { body: { language } })),
  );
  const speak = (language: Language) => {
    void setLanguage(language);
    save.mutate(language);
  };
  return (
    <Part title={t("looks")}>
      <Labelled label={t("language")} help={t("looks.language")}>
        {(attributes) => (
          <select
            {...attributes}
            value={i18n.language}
            onChange={(event) => speak(event.target.value as Language)}
          >
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={shell("theme")} help={t("looks.theme")}>
        {(attributes) => (
          <select
            {...attributes}
            value={theme}
            onChange={(event) => {
              const wanted = event.target.value as Theme;
              choose(wanted);
              setTheme(wanted);
            }}
          >
            {THEMES.map((one) => (
              <option key={one} value={one}>
                {shell(`theme.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </Part>
  );
}
