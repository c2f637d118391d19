"""Names in a sentence that no evidence holds: brands, models, carriers that a model brought along."""

from __future__ import annotations

import re

from aisle.answering.generation.number_words import number_words
from aisle.answering.generation.sources import Sources
from aisle.answering.generation.unit_words import CALENDAR

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*|\d+[^\W\d_]+[^\W_]*")
# These write more than names with a capital, or none at all.
_CAPITALS_TELL = frozenset({"en", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "pl", "cs"})
_ODD = re.compile(r"[^\W\d_]*[a-zß-ÿ][A-Z]|[A-Z]{2,}|[A-Za-z]+\d|\d+[A-Za-z]{2,}\d*$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s|\n|[\"“«„(]|\*\*|^\W*[-*•]\s|\d[.)]\s)\s*$")
_NO_NAMES = frozenset({"i", "i'm", "i'd", "i've", "i'll", "ok", "ai", "faq", "pdf", "am", "pm", "tv", "usb"})
_MEASURED = re.compile(
    r"^\d+(?:st|nd|rd|th|cm|mm|kg|ml|km|mah|kw|lm|oz|lb|lbs|ft|in|am|pm|er|ème|ºc|g|l|m|w|h|x|days?|years?|p)$",
    re.IGNORECASE,
)


def foreign_names(sentence: str, language: str, sources: Sources) -> tuple[str, ...]:
    """Names that stand nowhere in the evidence.

    Where a language writes all nouns with a capital, or has none, only words written like a brand (GoreTex, DHL, RX5)
    are taken for names.
    """
    found: dict[str, None] = {}
    for match in _WORD.finditer(sentence):
        word = match.group()
        if _is_name(word, sentence[: match.start()], language) and not _is_known(word, language, sources):
            found[word] = None
    return tuple(found)


def _is_name(word: str, before: str, language: str) -> bool:
    if word.lower() in _NO_NAMES or word.lower() in CALENDAR or _MEASURED.match(word):
        return False
    if _ODD.match(word):
        return True
    return language in _CAPITALS_TELL and word[0].isupper() and not _SENTENCE_START.search(before)


def _is_known(word: str, language: str, sources: Sources) -> bool:
    folded = word.casefold().replace("’", "'")
    parts = [folded, folded.removesuffix("'s"), folded.removesuffix("s"), folded.removesuffix("es")]
    if any(part in sources.names for part in parts) or f"{folded}s" in sources.names:
        return True
    pieces = [piece for piece in re.split(r"[-']", folded) if len(piece) > 1]
    return bool(len(pieces) > 1 and all(p in sources.names or p in number_words(language) for p in pieces))
