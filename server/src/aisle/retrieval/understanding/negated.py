"""What negations reach beyond single values: limits that cannot be turned round, other fields, unknown words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from aisle.retrieval.analysis.terms import is_stop_word
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.binding import MOST_VALUES, Said
from aisle.retrieval.understanding.entries import Entry
from aisle.retrieval.understanding.grammar import FLAGS, Grammar
from aisle.retrieval.understanding.heads import heads_of
from aisle.retrieval.understanding.nearest import COLOUR_FIELD
from aisle.retrieval.understanding.negation import scopes_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

# Longer values are sentences, in which a word may stand for anything.
_LONGEST_VALUE = 60
# Shorter words are sizes and the like.
_SHORTEST_WORD = 3
_MOST_FIELDS = 6
_WORD = re.compile(r"\w+")
# What only looks like it: faux leather is none.
_IMITATED = re.compile(
    r"\b(?:faux|fake|vegan|vegane[rs]?|imitation|imitated|artificial|synthetic|synthetische[rs]?|mock)[\s-]+$"
)


def without_denied(
    readings: Iterable[Reading], text: str, grammar: Grammar
) -> tuple[list[Reading], list[Reading]]:
    """Part limits from those behind a negation that no filter can say: "not for 2 people", "not around 100".

    Args:
        readings: Prices, measures, persons, stock, rating and order.
        text: The question.
        grammar: Of the language spoken.

    Returns:
        The limits that hold, and the stretches that are not wanted.
    """
    held, unwanted, scopes = list[Reading](), list[Reading](), scopes_of(grammar)
    for one in readings:
        start = scopes.before(text, one.start)
        if start is None:
            held.append(one)
        else:
            unwanted.append(Reading(start, one.end))
    return held, unwanted


class Unknown:
    """Finds negated words that name no value of the store, in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `unknown_of` keeps them."""
        word = r"[^\W_][\w'’-]*"
        links = rf"(?:\s+(?:{grammar.any('negation_links')})\b){{0,3}}"
        self._heads, self._scopes = heads_of(grammar), scopes_of(grammar)
        self._one = re.compile(rf"(?<![\w-])(?:{grammar.any('negations')}){links}\s+(?P<word>{word})", FLAGS)
        self._next = re.compile(rf"\s+{word}", FLAGS)
        self._more = re.compile(rf"\s*,?\s*\b(?:{grammar.any('ors')})\s+{word}", FLAGS)

    def read(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Reading, str]]:
        """Yield the stretches of negated words that are whole, with the word if it is only one: "no laces" at the end, not the "no show" of socks."""
        for found in self._one.finditer(text):
            end = self._end(text, found)
            if end is None or self._scopes.is_none(text, found.start(), found.end()):
                continue
            if not any(found.start() < stop and begin < end for begin, stop in taken):
                yield Reading(found.start(), end), found["word"] if end == found.end() else ""

    def _end(self, text: str, found: re.Match[str]) -> int | None:
        end = found.end()
        if not self._heads.is_closed(text, end):
            second = self._next.match(text, end)
            if second is None or not self._heads.is_closed(text, second.end()):
                return None
            end = second.end()
        while (more := self._more.match(text, end)) and self._heads.is_closed(text, more.end()):
            end = more.end()
        return end


@lru_cache(maxsize=64)
def unknown_of(grammar: Grammar) -> Unknown:
    """Return the patterns of a grammar, compiled once."""
    return Unknown(grammar)


class Holders:
    """Knows in which fields of the store a word stands: leather in "2.8 mm full-grain leather" and in leather boots."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Order the values by their words: a question may negate many, and a store has many values."""
        self._by_word: dict[str, list[Entry]] = defaultdict(list)
        for entry in _values_of(vocabulary):
            text = fold(entry.shown[: _LONGEST_VALUE + 1])
            if len(text) <= _LONGEST_VALUE:
                for word in dict.fromkeys(_WORD.findall(text)):
                    self._by_word[word].append(entry)

    def spread(self, said: Sequence[Said], grammar: Grammar) -> list[Said]:
        """Let what is unwanted exclude by every field that holds it."""
        return [self._spread(one, grammar) if one.negated else one for one in said]

    def limits(self, unwanted: Reading, word: str, language: str, grammar: Grammar) -> list[Reading]:
        """Return the limits that exclude a word that names no value but stands in some: down in "Down jackets"."""
        if not _is_looked_for(word) or is_stop_word(word, language):
            return []
        held: dict[str, list[str]] = {}
        for one in self._holding(fold(word), "", grammar):
            held.setdefault(one.field, []).append(one.value)
        shown = phrase("not", language, word.lower())
        return [
            replace(unwanted, filter=Filter(field, FilterOp.NOT, tuple(values[:MOST_VALUES]), shown))
            for field, values in held.items()
        ][:_MOST_FIELDS]

    def _spread(self, said: Said, grammar: Grammar) -> Said:
        known = said.match.entries
        word = fold(known[0].value)
        if known[0].kind not in ("attribute", "tag") or not _is_looked_for(word):
            return said
        more = [one for one in self._holding(word, known[0].field, grammar) if one not in known]
        return replace(said, match=replace(said.match, entries=(*known, *more[:MOST_VALUES])))

    def _holding(self, word: str, said: str, grammar: Grammar) -> Iterator[Entry]:
        """Yield the values that hold a word: a colour is looked for among colours alone, not in a lining."""
        colour = COLOUR_FIELD.search(said) is not None
        for one in self._by_word.get(word, ()):
            if (not colour or COLOUR_FIELD.search(one.field)) and _holds(one, _whole(word), grammar):
                yield one


def _values_of(vocabulary: Vocabulary) -> Iterator[Entry]:
    for name, values in vocabulary.attributes.items():
        yield from (Entry(f"attribute.{name}", value, value) for value in values)
    yield from (Entry("tag", value, value) for value in vocabulary.tags)
    yield from (Entry("category", path, path.rpartition("/")[2]) for path in vocabulary.categories)


def _is_looked_for(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word.isalpha()


@lru_cache(maxsize=256)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)")


def _holds(entry: Entry, pattern: re.Pattern[str], grammar: Grammar) -> bool:
    """Say whether a value has the word, and does not itself say that it is without or imitated."""
    text = fold(entry.shown)
    found = pattern.search(text)
    if found is None or _IMITATED.search(text, 0, found.start()):
        return False
    return scopes_of(grammar).negation(text, *found.span()) is None
