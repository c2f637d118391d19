"""The fixed sentences of answers, in the languages a question may come in; English where one is missing."""

from __future__ import annotations

from aisle.answering.phrases import de, en, es, fr, it, nl
from aisle.answering.phrases.unspoken import CANNOT_ANSWER

_PHRASES = {
    "en": en.PHRASES,
    "de": de.PHRASES,
    "fr": fr.PHRASES,
    "es": es.PHRASES,
    "it": it.PHRASES,
    "nl": nl.PHRASES,
}
_COUNTS = {
    "en": en.COUNTS,
    "de": de.COUNTS,
    "fr": fr.COUNTS,
    "es": es.COUNTS,
    "it": it.COUNTS,
    "nl": nl.COUNTS,
}
# The languages that all of them are written in.
SPOKEN = tuple(_PHRASES)


def say(key: str, language: str, **values: str) -> str:
    """A fixed sentence in the language, with the values put in."""
    return _PHRASES.get(language, en.PHRASES)[key].format(**values)


def count_word(count: int, language: str) -> str:
    """A small number as the first word of a sentence."""
    return _COUNTS.get(language, en.COUNTS)[count]


def joined(words: list[str], language: str) -> str:
    """ "a, b and c" in the language."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say('and', language)} {words[-1]}"


def quoted_in(quoted: str, language: str) -> str:
    """ "In English:" before words of another language than the answer's; empty where they are of the same."""
    if quoted == language:
        return ""
    return say(f"quoted_{quoted}" if quoted in _PHRASES else "quoted_other", language)


def cannot_answer(asked: str, language: str, name: str) -> tuple[str, str]:
    """That a question's language is not answered here, in that language where there are words for it, and which it is.

    Args:
        asked: ISO 639-1 code of the question's language.
        language: Code of the language to say it in otherwise.
        name: Whose person can help.
    """
    if asked in CANNOT_ANSWER:
        return CANNOT_ANSWER[asked].format(name=name), asked
    return say("cannot_answer", language, name=name), language
