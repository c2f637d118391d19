"""Splitting a message that asks two things, so that each gets its own answer."""

from __future__ import annotations

import re

from aisle.answering.lexicon import CONCEPT_OF
from aisle.answering.words import KEY_WEIGHT, content_words

MOST_PARTS = 3
_FEWEST_WORDS = 3
_OWN_WORDS = 2
# Concepts that are a subject and not a property of one.
CONCEPTS_ALONE = frozenset(CONCEPT_OF.values()) - {
    "=price",
    "=size",
    "=weight",
    "=colour",
    "=waterproof",
    "=gratis",
    "=track",
    "=temperature",
}
_STARTS = (
    r"how|what|when|where|which|who|can|could|do|does|is|are|will|would|should|may|wie|was|wann|wo|welche[rs]?|kann|gibt|ist|sind|"
    r"liefert|comment|quand|où|quel(?:le)?s?|combien|est-ce|puis-je|livrez|c[oó]mo|cu[aá]ndo|d[oó]nde|cu[aá]nto|puedo|hay|hacen"
)
_CUT = re.compile(
    rf"(?<=[?？؟])\s+(?=\w)|(?<=\w)\s*[,;]?\s+(?:and|und|et|y|plus|also)\s+(?:also\s+)?(?=(?:{_STARTS})\b)|(?<=[.!])\s+(?=\w)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"^\W*(?:{_STARTS})\b|\?\s*$", re.IGNORECASE)


def _has_subject(piece: str) -> bool:
    """ "And how long a foot?" is about what was asked before; "how long is delivery?" and two words stand alone."""
    own = [word for word in content_words(piece, "en") if word.weight >= KEY_WEIGHT]
    return len(own) >= _OWN_WORDS or any(word.key in CONCEPTS_ALONE for word in own)


def parts(question: str) -> tuple[str, ...]:
    """The questions in a message, in order; the message itself when it asks one thing.

    What is no question ("I'm 163 cm.") stays with the question beside it.
    """
    pieces = [piece.strip() for piece in _CUT.split(question) if piece and piece.strip()]
    asking = [piece for piece in pieces if _ASKS.search(piece) and len(piece.split()) >= _FEWEST_WORDS]
    if len(asking) < 2 or len(asking) != len(pieces) or not all(_has_subject(piece) for piece in asking[1:]):
        return (question,)
    return tuple(asking[:MOST_PARTS])
