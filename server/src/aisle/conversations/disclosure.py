"""The words that tell a shopper, from the first moment, that a machine answers. Every chat window must show them.

A change of the words is a new version: conversations keep which one their shopper was shown.
"""

VERSION = "2026-11"
WORDS = {
    "en": "You’re chatting with an AI assistant.",
    "de": "Sie schreiben mit einem KI-Assistenten.",
    "fr": "Vous discutez avec un assistant IA.",
    "es": "Está chateando con un asistente de IA.",
    "it": "Sta chattando con un assistente IA.",
    "ar": "أنت تتحدث مع مساعد ذكاء اصطناعي.",
    "nl": "Je chat met een AI-assistent.",
}


def language_of(wanted: str) -> str:
    """The language in which it is said: the wanted one, or English."""
    return wanted if wanted in WORDS else "en"
