"""Finding products' titles in sentences: one pass over the words, however many products there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from aisle.linting.statements.reading import Sentence

_WORD = re.compile(r"\w+")
LONGEST = 12  # words of a title that is looked for
SHORTEST = 8  # letters of a title of one word


class Titles:
    """Titles by a number made of their words: a hundred thousand take some ten megabytes, and are looked up at once."""

    def __init__(self) -> None:
        self._ids: dict[int, UUID | None] = {}
        self._lengths: dict[int, set[int]] = defaultdict(set)

    def add(self, product_id: UUID, title: str) -> None:
        """Take a title in; one that two products have names neither, and a short word is no name."""
        words = _WORD.findall(title.casefold())
        if len(words) > LONGEST or len("".join(words)) < (SHORTEST if len(words) == 1 else 4):
            return
        key = hash(tuple(words))
        self._ids[key] = None if key in self._ids else product_id
        self._lengths[hash(words[0])].add(len(words))

    def find(self, sentence: Sentence) -> list[UUID]:
        """Return the products that a sentence names; of names within one another the longest counts."""
        return list(dict.fromkeys(self._found(_WORD.findall(sentence[2].casefold()))))

    def _found(self, words: list[str]) -> Iterator[UUID]:
        place = 0
        while place < len(words):
            length = self._longest(words, place)
            if length and (found := self._ids[hash(tuple(words[place : place + length]))]) is not None:
                yield found
            place += length or 1

    def _longest(self, words: list[str], place: int) -> int:
        lengths = self._lengths.get(hash(words[place]), ())
        for length in sorted(lengths, reverse=True):
            if hash(tuple(words[place : place + length])) in self._ids and place + length <= len(words):
                return length
        return 0
