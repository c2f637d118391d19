export type Words = Record<"label" | "close" | "unread" | "failed" | "newTab", string>;

const row = (label: string, close: string, unread: string, failed: string, newTab: string) => ({
  label,
  close,
  unread,
  failed,
  newTab,
});

/** The few words outside of the frame; all others are the frame's own. */
const TABLE: Record<string, Words> = {
  en: row(
    "Ask a question",
    "Close",
    "New reply",
    "The chat could not be opened.",
    "Open it in a new tab",
  ),
  de: row(
    "Frage stellen",
    "Schließen",
    "Neue Antwort",
    "Der Chat ließ sich nicht öffnen.",
    "In neuem Tab öffnen",
  ),
  fr: row(
    "Poser une question",
    "Fermer",
    "Nouvelle réponse",
    "Le chat n’a pas pu s’ouvrir.",
    "L’ouvrir dans un nouvel onglet",
  ),
  es: row(
    "Hacer una pregunta",
    "Cerrar",
    "Respuesta nueva",
    "No se pudo abrir el chat.",
    "Abrirlo en otra pestaña",
  ),
  ar: row("اطرح سؤالاً", "إغلاق", "رد جديد", "تعذّر فتح المحادثة.", "افتحها في علامة تبويب جديدة"),
};

export const words = (language: string): Words =>
  TABLE[language.toLowerCase().split("-")[0] ?? ""] ?? (TABLE.en as Words);

export const isRightToLeft = (language: string) => /^(ar|fa|he|ur)\b/i.test(language);
