"""Finds the store's own values in a question: the longest match, never a value the store does not have."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from aisle.retrieval.analysis.terms import is_stop_word
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.synonyms.types import Rule
from aisle.retrieval.types import Vocabulary
from aisle.retrieval.understanding.entries import MOST_WORDS, Entry, Key, build_index, key_of
from aisle.retrieval.understanding.grammar import ALL, grammar_of
from aisle.retrieval.understanding.nearest import COLOUR_FIELD, Likeness, NearestReader
from aisle.retrieval.understanding.reading import Word, words_of
from aisle.retrieval.understanding.rephrased import Rephrased, rephrased

_SIZE_FIELD = re.compile(r"\b(?:size|größe|taille|talla|taglia|maat|pointure)", re.IGNORECASE)
# Beside a bare number or letter, whatever language the shop speaks.
_SIZE_WORDS = grammar_of(ALL).folded("sizes") | {"uk", "eu", "us", "eur"}
# Between the name of an attribute and a value: "any size but 42".
_EXCEPTIONS = grammar_of(ALL).folded("exceptions")
_MOST_EXCEPTIONS = 4
_PRECEDENCE = {"category": 0, "brand": 1, "attribute": 2, "tag": 3, "flag": 4}


@dataclass(frozen=True, slots=True)
class Match:
    """Values of the store named by a stretch of words."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    words: Sequence[Word]
    likeness: Likeness = Likeness.EXACT
    synonym: str = ""  # the words of the rule by which a phrase stands for the values
    otherwise: "Match | None" = None  # what a word that is a category could mean as a colour or material

    @property
    def start(self) -> int:
        """First character in the question."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.words[self.last].end

    @property
    def kinds(self) -> frozenset[str]:
        """What the values are."""
        return frozenset(entry.kind for entry in self.entries)

    def of_kind(self, kind: str) -> "Match":
        """Return the match with the values of one kind alone; whole names before parts of names."""
        kept = [entry for entry in self.entries if entry.kind == kind]
        kept = [entry for entry in kept if not entry.is_part] or kept
        return replace(self, entries=tuple(kept))

    def usual(self) -> "Match":
        """Return the match with the values of the kind that is usually meant."""
        return self.of_kind(min(self.kinds, key=_PRECEDENCE.__getitem__)) if self.entries else self


class ValueReader:
    """The vocabulary of a store, prepared for one language."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        """Prepare the matcher; costs about a millisecond per hundred values."""
        self._language = language
        self._index = build_index(vocabulary, language)
        self._nearest = NearestReader(vocabulary)
        self._names = {
            f"attribute.{name}": key_of(name, language)
            for name in vocabulary.attributes
            if not is_stop_word(name, language)
        }

    def words(self, text: str) -> list[Word]:
        """Return the words of a question as this matcher reads them."""
        return words_of(text, self._language)

    def matches(self, words: Sequence[Word], language: str = "", rules: Sequence[Rule] = ()) -> list[Match]:
        """Return the values named in a question, each word used once, the longest stretch first.

        Args:
            words: Of the question.
            language: Spoken.
            rules: Synonyms that are about the question.
        """
        found: list[Match] = []
        others = rephrased(rules, self._index, self._language)
        at = 0
        while at < len(words):
            match = self._at(words, at, language or self._language)
            if others:
                match = _by_synonym(words, at, others, match) or match
            if match:
                found.append(match)
            at = match.last + 1 if match else at + 1
        return [match for match in found if match.entries]

    def _at(self, words: Sequence[Word], first: int, spoken: str) -> Match | None:
        """Return the match that begins at a word; one without values takes words out of reach of the others."""
        exact = self._longest(words, first)
        if exact and exact.last > first:
            return exact
        pair = self._nearest.pair(words[first : first + 2]) if first + 1 < len(words) else None
        if pair:
            return Match(first, first + 1, pair.entries, words, pair.likeness)
        one = None if is_stop_word(words[first].text, spoken) else self._nearest.one(words[first], spoken)
        near = Match(first, first, one.entries, words, one.likeness) if one else None
        if exact and exact.kinds == {"category"}:
            return replace(exact, otherwise=near if near and near.entries else None)
        return exact or near

    def _longest(self, words: Sequence[Word], first: int) -> Match | None:
        for length in range(min(MOST_WORDS, len(words) - first), 0, -1):
            key: Key = tuple(word.key for word in words[first : first + length])
            entries = self._possible(self._index.get(key, ()), words, first, first + length - 1)
            if entries:
                return Match(first, first + length - 1, entries, words)
        return None

    def _possible(
        self, entries: Sequence[Entry], words: Sequence[Word], first: int, last: int
    ) -> tuple[Entry, ...]:
        """Keep the entries that may be meant; of two attributes the one that is named, else the colour, else none."""
        named = [entry for entry in entries if self._is_named(entry, words, first, last)]
        possible = [
            entry
            for entry in entries
            if entry in named or (not entry.needs_name and _is_spelled(entry, words, first, last))
        ]
        of_attributes = [entry for entry in possible if entry.kind == "attribute"]
        if len({entry.field for entry in of_attributes}) > 1:
            meant = (
                [entry for entry in of_attributes if entry in named]
                or [entry for entry in of_attributes if COLOUR_FIELD.fullmatch(_name_of(entry))]
                or [entry for entry in of_attributes if COLOUR_FIELD.search(_name_of(entry))]
            )
            possible = [entry for entry in possible if entry.kind != "attribute" or entry in meant]
        return tuple(possible)

    def _is_named(self, entry: Entry, words: Sequence[Word], first: int, last: int) -> bool:
        """Say whether the name of the field stands right before or after: "size 42", "colour red", "42 eu size"."""
        name = self._names.get(entry.field)
        if entry.opposite is not None:
            return False
        named = _before_exceptions(words, first)
        if _SIZE_FIELD.search(_name_of(entry)) and _SIZE_WORDS & {
            fold(word.text) for word in (*words[max(0, named - 1) : named], *words[last + 1 : last + 2])
        }:
            return True
        if not name:
            return False
        before = tuple(word.key for word in words[max(0, named - len(name)) : named])
        after = tuple(word.key for word in words[last + 1 : last + 1 + len(name)])
        return name in (before, after)


def _by_synonym(
    words: Sequence[Word], first: int, others: Mapping[Key, Rephrased], match: Match | None
) -> Match | None:
    """Return the longest match by a synonym; None where the shop's own words say as much."""
    least = match.last - match.first + 1 if match and match.likeness is Likeness.EXACT else 0
    for length in range(min(MOST_WORDS, len(words) - first), least, -1):
        found = others.get(tuple(word.key for word in words[first : first + length]))
        if found:
            last = first + length - 1
            return Match(first, last, found.entries, words, Likeness.SYNONYM, found.rule)
    return None


def _before_exceptions(words: Sequence[Word], first: int) -> int:
    """Return the place before a value that its name ends at: "but" in "any size but 42" is passed over."""
    least = max(0, first - _MOST_EXCEPTIONS)
    while first > least and fold(words[first - 1].text) in _EXCEPTIONS:
        first -= 1
    return first


def _name_of(entry: Entry) -> str:
    return entry.field.removeprefix("attribute.")


def _is_spelled(entry: Entry, words: Sequence[Word], first: int, last: int) -> bool:
    """Brands are names: they must be written as they are, not only share a stem with a word."""
    if entry.field != "brand":
        return True
    return " ".join(fold(word.text) for word in words[first : last + 1]) in _spellings(entry.value)


def _spellings(brand: str) -> Collection[str]:
    plain = fold(brand)
    spellings = [plain, plain.replace("&", " and "), plain.replace("&", " ")]
    return {" ".join(word.text for word in words_of(spelling, "")) for spelling in spellings}
