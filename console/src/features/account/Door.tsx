import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { setLanguage } from "../../i18n";
import { LANGUAGES, type Language } from "../../i18n/languages";
import { Mark } from "../../shell/Mark";
import { Toasts } from "../../ui/Toasts";

/** The frame around screens for whoever is not signed in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t, i18n } = useTranslation("account");
  useEffect(() => {
    document.title = `${title} · Aisle`;
  }, [title]);
  return (
    <div className="door">
      <header>
        <span className="brand">
          <Mark />
          <span>Aisle</span>
        </span>
        <label>
          <span className="vh">{t("language")}</span>
          <select
            className="input"
            value={i18n.language}
            onChange={(event) => void setLanguage(event.target.value as Language)}
          >
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <main>
        <div className="panel">
          <h1>{title}</h1>
          {children}
        </div>
      </main>
      <Toasts />
    </div>
  );
}
