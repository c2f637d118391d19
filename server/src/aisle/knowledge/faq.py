"""Recognising questions and answers in text that does not mark them up."""

import re

_OPENERS = (
    r"how|what|when|where|which|who|why|can|could|do|does|did|is|are|will|would|should|may|am|have|has"
    r"|wie|was|wann|wo|woher|wohin|welche[rsnm]?|wer|warum|wieso|kann|können|darf|muss|ist|sind|gibt|habe|werden"
    r"|comment|que|quoi|quand|où|quel(?:le)?s?|qui|pourquoi|puis-je|peut-on|est-ce|combien|dois-je"
    r"|cómo|como|qué|cuándo|dónde|cuál(?:es)?|quién|por qué|puedo|puede|cuánto|hay|es|son"
)
_QUESTION = re.compile(rf"^¿?\s*(?:{_OPENERS})\b", re.IGNORECASE)
_MARKED_QUESTION = re.compile(r"^(?:q|question|f|frage|p|pregunta)\s*\d{0,3}\s*[:.)]\s+\S", re.IGNORECASE)
_MARKED_ANSWER = re.compile(
    r"^(?:a|answer|antwort|r|réponse|respuesta)\s*\d{0,3}\s*[:.)]\s+\S", re.IGNORECASE
)
_LONGEST_QUESTION = 200
_FAQ_HEADING = re.compile(
    r"\bfaqs?\b|\bq ?& ?a\b|\bquestions?\b|\bhelp\b|\bfragen\b|\bhilfe\b|\baide\b|\bpreguntas\b|\bayuda\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Say whether a heading or a short line asks something, in English, German, French or Spanish.

    A question mark is asked for: "How it works" and "Was ist neu" are titles.
    """
    words = text.strip()
    if len(words) > _LONGEST_QUESTION or not words.endswith(("?", "？")):
        return False
    return bool(_QUESTION.match(words)) or words.count("?") == 1


def is_faq_heading(text: str) -> bool:
    """Say whether a heading announces questions and answers: "FAQ", "Häufige Fragen", "Help"."""
    return bool(_FAQ_HEADING.search(text))


def is_marked_question(text: str) -> bool:
    """Say whether a line is introduced as a question: "Q:", "Frage 3:", "Pregunta:"."""
    return bool(_MARKED_QUESTION.match(text)) and "?" in text[:_LONGEST_QUESTION]


def is_marked_answer(text: str) -> bool:
    """Say whether a line is introduced as an answer: "A:", "Antwort:", "Réponse:"."""
    return bool(_MARKED_ANSWER.match(text))
