"""All lexicons of an index version, searched as one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aisle.retrieval.lexical.lexicon import Entry, Lexicon
from aisle.retrieval.lexical.spelling import Near, near_words


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the store: the terms it became, and how many items hold it."""

    word: str
    terms: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The words of a store, whichever segments they are in."""

    parts: tuple[Lexicon, ...]

    def find(self, word: str) -> Known | None:
        """Return a word, if the store has it."""
        found = _together(entry for part in self.parts for entry in part.find(word))
        return found[0] if found else None

    def starting_with(self, prefix: str, most: int) -> list[Known]:
        """Return the most frequent words with this beginning."""
        found = (entry for part in self.parts for entry in part.starting_with(prefix, 2 * most))
        return _together(found)[:most]

    def most_frequent(self, most: int) -> list[Known]:
        """Return the most frequent words of three letters and more."""
        found = _together(entry for part in self.parts for entry in part.most_frequent(2 * most))
        return [one for one in found if one.word.isalpha() and len(one.word) > 2][:most]

    def near(self, word: str, mistakes: int) -> tuple[int, list[Known]]:
        """Return the words with the fewest mistakes, and how many; (0, []) when none is near enough."""
        for allowed in range(1, mistakes + 1):
            found: list[Near] = [near for part in self.parts for near in near_words(word, part, allowed)]
            if found:
                return allowed, _together(near.entry for near in found)
        return 0, []


def _together(entries: Iterable[Entry]) -> list[Known]:
    """Put the entries of each word together, the most frequent word first."""
    terms: dict[str, dict[str, None]] = {}
    counts: Counter[str] = Counter()
    for entry in entries:
        terms.setdefault(entry.word, {})[entry.term] = None
        counts[entry.word] += entry.count
    known = [Known(word, tuple(found), counts[word]) for word, found in terms.items()]
    return sorted(known, key=lambda one: (-one.count, one.word))
