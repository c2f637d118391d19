"""Whether a sentence is in the language that was asked for, by script and by small words."""

from __future__ import annotations

import re

from aisle.retrieval.language import guess_language

_FEWEST_WORDS = 5
_LETTERS = re.compile(r"[^\W\d_]+")


def is_in_language(sentence: str, language: str) -> bool:
    """True also where a sentence is too short to tell: names and numbers are in every language."""
    words = _LETTERS.findall(sentence)
    guessed = guess_language(sentence, (language,))
    if guessed == language:
        return True
    letters = "".join(words)
    # Another script tells at once, a few Latin words do not.
    return letters.isascii() and len(words) < _FEWEST_WORDS
