"""Limits that were said and could not hold: they name what the shop does not know, or exclude each other.

Nothing is limited by them, so the shopper has to be told; else the results look as if they held.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aisle.catalog.measures import measured
from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.shop_words import SHOP_WORDS
from aisle.retrieval.types import Filter, FilterOp, Note, NoteKind, Vocabulary
from aisle.retrieval.understanding.currencies import CODES
from aisle.retrieval.understanding.grammar import ALL, FLAGS, Grammar, grammar_of
from aisle.retrieval.understanding.money import Patterns as Prices
from aisle.retrieval.understanding.money import patterns_of as prices_of

MOST_NOTES = 5
_SIZE_FIELD = re.compile(r"\b(?:size|größe|taille|talla|taglia|maat|pointure)", re.IGNORECASE)
Taken = Sequence[tuple[int, int]]


class Patterns:
    """What names a size, a maker or a number of persons in some languages, whether the shop knows it or not."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `patterns_of` keeps them."""
        sizes = "|".join(sorted(map(re.escape, grammar.folded("sizes")), key=len, reverse=True)) or "(?!)"
        self.size = re.compile(
            rf"\b(?:{sizes})\s+(?:(?:uk|eu|us)\s+)?(?:\d{{1,3}}(?:[.,]\d)?|\d?x{{0,3}}[sml])\b(?!\s?(?:{grammar.any('counted_persons')}))",
            FLAGS,
        )
        self.maker = re.compile(
            rf"(?<=\w)\s+(?P<said>(?:{grammar.any('made_by')})\s+(?P<name>[^\W\d_][\w'’&-]+))", FLAGS
        )
        self.persons = re.compile(
            rf"\b(?:(?:{grammar.any('of_persons', 'sleeps')})\s+)?(?:{grammar.number})[\s-]?(?:{grammar.any('counted_persons')})\b",
            FLAGS,
        )
        self.prices: Prices = prices_of(grammar)


@lru_cache(maxsize=64)
def patterns_of(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, compiled once."""
    return Patterns(grammar)


class Overlooked:
    """Finds limits that name what a store does not know."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Look what kinds of limits the store could have."""
        self._currency = vocabulary.currency
        self._has_sizes = any(_SIZE_FIELD.search(name) for name in vocabulary.attributes)
        self._has_brands = bool(vocabulary.brands)
        known = grammar_of(ALL).folded("persons_fields")
        self._has_persons = any(known & set(fold(name).split()) for name in vocabulary.attributes)
        # "Sort by weight" names no maker.
        self._no_makers = {fold(word) for name in vocabulary.attributes for word in name.split()}

    def read(self, text: str, language: str, grammar: Grammar, taken: Taken) -> Iterator[Note]:
        """Yield what limited nothing, in no order.

        Args:
            text: The question.
            language: Spoken.
            grammar: Of the languages that may be spoken.
            taken: Stretches that were read, or are not wanted.
        """
        patterns = patterns_of(grammar)
        if self._has_sizes:
            yield from (
                _note(NoteKind.NOT_KNOWN, found)
                for found in patterns.size.finditer(text)
                if _is_free(found, taken)
            )
        if self._has_persons:
            yield from (
                _note(NoteKind.NOT_KNOWN, found)
                for found in patterns.persons.finditer(text)
                if _is_free(found, taken)
            )
        if self._has_brands:
            for found in patterns.maker.finditer(text):
                if self._is_name(found["name"], text, language) and _is_free(found, taken):
                    yield Note(NoteKind.NOT_KNOWN, found["said"], found.start("said"), found.end("said"))
        for found in patterns.prices.single.finditer(text):
            if self._is_foreign(found, patterns.prices) and _is_free(found, taken):
                yield _note(NoteKind.OTHER_CURRENCY, found)

    def _is_name(self, word: str, text: str, language: str) -> bool:
        """Say whether a word is a maker's: written with a capital, or unusual where nothing has one."""
        folded = fold(word)
        if folded in self._no_makers | _common(language):
            return False
        return word[0].isupper() or text == text.lower()

    def _is_foreign(self, found: re.Match[str], patterns: Prices) -> bool:
        spelling = found["sign1"] or found["unit1"]
        return spelling is not None and self._currency not in CODES[patterns.signs[spelling.casefold()]]


def contradictions(filters: Sequence[Filter]) -> Iterator[Note]:
    """Yield pairs of limits on one field that nothing can meet both: under 50 and over 100."""
    for least in (one for one in filters if one.op is FilterOp.GTE):
        for most in (one for one in filters if one.op is FilterOp.LTE and one.field == least.field):
            low, high = _size(least), _size(most)
            if low is not None and high is not None and low > high and least.origin and most.origin:
                first, last = sorted((least.origin, most.origin), key=lambda one: one.start)
                words = f"{first.words} … {last.words}"
                yield Note(NoteKind.CONTRADICTION, words, first.start, last.end)


def _size(limit: Filter) -> float | None:
    size = measured(limit.values[0])
    return size[1] if size else None


def _note(kind: NoteKind, found: re.Match[str]) -> Note:
    return Note(kind, found[0].strip(), found.start(), found.end())


def _is_free(found: re.Match[str], taken: Taken) -> bool:
    return not any(found.start() < end and start < found.end() for start, end in taken)


@lru_cache(maxsize=64)
def _common(language: str) -> frozenset[str]:
    """Words that are no makers: those of sentences and shops, days and means of travel."""
    days = grammar_of((language, "en")).folded("no_makers")
    return (
        frozenset(map(fold, FUNCTION_WORDS.get(language, ()))) | SHOP_WORDS.get(language, frozenset()) | days
    )
