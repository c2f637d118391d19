import { of } from "../loader/words";

const row = (close: string, newTab: string) => ({ close, newTab });

const TABLE = {
  en: row("Close", "Open it in a new tab"),
  de: row("Schließen", "In neuem Tab öffnen"),
  fr: row("Fermer", "L’ouvrir dans un nouvel onglet"),
  es: row("Cerrar", "Abrirlo en otra pestaña"),
  ar: row("إغلاق", "افتحها في علامة تبويب جديدة"),
};

/** The words of panel and nudge on the page's side of the frame. */
export const panelWords = (language: string) => of(TABLE, language);
