"""Characters that nobody sees: words of a merchant that a model would read must be all that a person reads."""

import unicodedata
from collections.abc import Iterator

_JOINERS = frozenset("\u200c\u200d")  # Persian, Indic scripts and emoji fall apart without them
_EMOJI_STYLE = "\ufe0f"
# Letters and marks by their category, and yet blank.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_VARIANTS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield place (from 0) and character of everything that is not seen; joiners pass singly between visible ones."""
    before = " "
    for place, character in enumerate(text):
        if _is_hidden(character, before):
            yield place, character
        before = character


def _is_hidden(character: str, before: str) -> bool:
    if character in "\n\t":
        return False
    if character in _JOINERS or character == _EMOJI_STYLE:
        return before.isspace() or before in _JOINERS or (character == before)
    if character in _BLANK or any(ord(character) in variants for variants in _VARIANTS):
        return True
    return unicodedata.category(character) in _UNSEEN
