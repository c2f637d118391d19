"""Splitting a message that asks two things, so that each gets its own answer."""

from __future__ import annotations

import re

MOST_PARTS = 3
_FEWEST_WORDS = 3
_STARTS = (
    r"how|what|when|where|which|who|can|could|do|does|is|are|will|would|should|may|wie|was|wann|wo|welche[rs]?|kann|gibt|ist|sind|"
    r"liefert|comment|quand|où|quel(?:le)?s?|combien|est-ce|puis-je|livrez|c[oó]mo|cu[aá]ndo|d[oó]nde|cu[aá]nto|puedo|hay|hacen"
)
_CUT = re.compile(
    rf"(?<=[?？؟])\s+(?=\w)|(?<=\w)\s*[,;]?\s+(?:and|und|et|y|plus|also)\s+(?:also\s+)?(?=(?:{_STARTS})\b)|(?<=[.!])\s+(?=\w)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"^\W*(?:{_STARTS})\b|\?\s*$", re.IGNORECASE)


def parts(question: str) -> tuple[str, ...]:
    """The questions in a message, in order; the message itself when it asks one thing.

    What is no question ("I'm 163 cm.") stays with the question beside it.
    """
    pieces = [piece.strip() for piece in _CUT.split(question) if piece and piece.strip()]
    asking = [piece for piece in pieces if _ASKS.search(piece) and len(piece.split()) >= _FEWEST_WORDS]
    if len(asking) < 2 or len(asking) != len(pieces):
        return (question,)
    return tuple(asking[:MOST_PARTS])
