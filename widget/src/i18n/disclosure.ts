/**
 * That a machine answers, in the words and languages that the server keeps as shown to the shopper. They
 * change together: see the server's conversations/disclosure.py.
 */
export const DISCLOSURE_VERSION = "2026-11";

export const DISCLOSURE: Record<string, string> = {
  en: "You’re chatting with an AI assistant.",
  de: "Sie schreiben mit einem KI-Assistenten.",
  fr: "Vous discutez avec un assistant IA.",
  es: "Está chateando con un asistente de IA.",
  it: "Sta chattando con un assistente IA.",
  ar: "أنت تتحدث مع مساعد ذكاء اصطناعي.",
  nl: "Je chat met een AI-assistent.",
};

/** The words for a store's language, and which language they are in. */
export function disclosureFor(language: string): { language: string; words: string } {
  const words = DISCLOSURE[language];
  return words ? { language, words } : { language: "en", words: DISCLOSURE.en ?? "" };
}
