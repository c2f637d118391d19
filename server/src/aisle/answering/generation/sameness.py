"""A model that says the same again and again."""

from __future__ import annotations

import re
from collections import Counter

from aisle.answering.words import tokens

_MOST_OF_ONE = 5
_RUN = 3


class Said:
    """What was said before in one answer."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self.repeats = 0

    def again(self, sentence: str) -> bool:
        """Whether it was said before, or goes round in itself; it counts as said from now on."""
        plain = re.sub(r"\W+", " ", sentence.casefold()).strip()
        repeated = (plain in self._said and len(plain) > 1) or goes_round(sentence)
        self._said.add(plain)
        self.repeats += repeated
        return repeated


def goes_round(text: str) -> bool:
    """Whether a few words stand one behind the other over and over."""
    words = tokens(text)
    if len(words) < _MOST_OF_ONE * 2:
        return bool(re.search(r"(\S{1,8})\1{9,}", text))
    runs = Counter(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return max(runs.values(), default=0) >= _MOST_OF_ONE
