export type Words = Record<"label" | "unread" | "failed", string>;

const row = (label: string, unread: string, failed: string) => ({ label, unread, failed });

/** The few words of the launcher; those of its pieces are in `panel/words.ts`, all others are the frame's own. */
const TABLE: Record<string, Words> = {
  en: row("Ask a question", "New reply", "The chat could not be opened."),
  de: row("Frage stellen", "Neue Antwort", "Der Chat ließ sich nicht öffnen."),
  fr: row("Poser une question", "Nouvelle réponse", "Le chat n’a pas pu s’ouvrir."),
  es: row("Hacer una pregunta", "Respuesta nueva", "No se pudo abrir el chat."),
  ar: row("اطرح سؤالاً", "رد جديد", "تعذّر فتح المحادثة."),
};

/** What a table of languages has for one; English where it has nothing. */
export const of = <T>(table: Record<string, T>, language: string): T =>
  table[language.toLowerCase().split("-")[0] ?? ""] ?? (table.en as T);

export const words = (language: string): Words => of(TABLE, language);

export const isRightToLeft = (language: string) => /^(ar|fa|he|ur)\b/i.test(language);
