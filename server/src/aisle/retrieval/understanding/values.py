"""Finds the store's own values in a question: the longest match, never a value the store does not have."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aisle.retrieval.analysis.terms import is_stop_word
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.entries import MOST_WORDS, Entry, Key, build_index, key_of
from aisle.retrieval.understanding.heads import (
    is_about_head,
    is_bound,
    is_head,
    is_negated,
    is_origin,
    is_whole,
)
from aisle.retrieval.understanding.reading import Reading, Word, words_of
from aisle.retrieval.understanding.wording import phrase

_PRECEDENCE = {"category": 0, "brand": 1, "attribute": 2, "tag": 3}
_COLOUR = re.compile(r"colou?r|farbe|couleur|color|colore|kleur", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """Values of the store named by a stretch of words."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    words: Sequence[Word]

    @property
    def start(self) -> int:
        """First character in the question."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.words[self.last].end


class ValueReader:
    """The vocabulary of a store, prepared for one language."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        """Prepare the matcher; costs about a millisecond per hundred values."""
        self._language = language
        self._index = build_index(vocabulary, language)
        self._names = {
            f"attribute.{name}": key_of(name, language)
            for name in vocabulary.attributes
            if not is_stop_word(name, language)
        }

    def words(self, text: str) -> list[Word]:
        """Return the words of a question as this matcher reads them."""
        return words_of(text, self._language)

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """Return the values named in a question, each word used once, the longest stretch first."""
        found: list[Match] = []
        at = 0
        while at < len(words):
            match = self._longest(words, at)
            if match:
                found.append(match)
            at = match.last + 1 if match else at + 1
        return found

    def _longest(self, words: Sequence[Word], first: int) -> Match | None:
        for length in range(min(MOST_WORDS, len(words) - first), 0, -1):
            key: Key = tuple(word.key for word in words[first : first + length])
            entries = self._meant(self._index.get(key, ()), words, first, first + length - 1)
            if entries:
                return Match(first, first + length - 1, entries, words)
        return None

    def _meant(
        self, entries: Sequence[Entry], words: Sequence[Word], first: int, last: int
    ) -> tuple[Entry, ...]:
        """Keep the entries of the field that is meant; none when two attributes could be."""
        named = [entry for entry in entries if self._is_named(entry, words, first, last)]
        possible = [
            entry
            for entry in entries
            if entry in named or (not entry.needs_name and _is_spelled(entry, words, first, last))
        ]
        if not possible:
            return ()
        kind = min((_kind_of(entry) for entry in possible), key=_PRECEDENCE.__getitem__)
        of_kind = [entry for entry in possible if _kind_of(entry) == kind]
        of_kind = [entry for entry in of_kind if not entry.is_part] or of_kind
        if len({entry.field for entry in of_kind}) > 1:
            of_kind = [entry for entry in of_kind if entry in named] or [
                entry for entry in of_kind if _COLOUR.fullmatch(entry.field.removeprefix("attribute."))
            ]
        return tuple(of_kind)

    def _is_named(self, entry: Entry, words: Sequence[Word], first: int, last: int) -> bool:
        """Say whether the name of the field stands right before or after: "size 42", "colour red", "42 eu size"."""
        name = self._names.get(entry.field)
        if not name:
            return False
        before = tuple(word.key for word in words[max(0, first - len(name)) : first])
        after = tuple(word.key for word in words[last + 1 : last + 1 + len(name)])
        return name in (before, after)


def filters_of(matches: Sequence[Match], text: str, language: str) -> Iterator[Reading]:
    """Yield the limits that named values set.

    A category limits only where it is what is looked for: "boots" in "red boots" but not in "polish for boots",
    "boot polish" or "moon boots". Values of one field widen each other; those of different fields narrow.

    Args:
        matches: Values named in the question.
        text: The question, with what is understood already blanked out by semicolons.
        language: Of the filters' wording.
    """
    starts, ends = {match.start for match in matches}, {match.end for match in matches}
    grouped: dict[tuple[str, bool], list[tuple[Match, Entry]]] = {}
    for match in matches:
        negated = is_negated(text, match.start) is not None
        if negated or _is_meant(match, text, starts, ends):
            for entry in match.entries:
                grouped.setdefault((entry.field, negated), []).append((match, entry))
    for (field, negated), found in grouped.items():
        yield from _readings(field, negated, found, text, language)


def _is_meant(match: Match, text: str, starts: Collection[int], ends: Collection[int]) -> bool:
    field = match.entries[0].field
    if field == "category":
        several_words = match.last > match.first
        return is_head(text, match.start, match.end, starts) and (
            several_words or is_whole(text, match.start, ends)
        )
    if field == "brand":
        return is_origin(text, match.start)
    is_amount = match.words[match.first].key[0].isdigit()
    return is_about_head(text, match.start, match.end) and not (is_amount and is_bound(text, match.start))


def _readings(
    field: str, negated: bool, found: Sequence[tuple[Match, Entry]], text: str, language: str
) -> Iterator[Reading]:
    values = tuple(dict.fromkeys(entry.value for _, entry in found))
    shown = ", ".join(dict.fromkeys(entry.shown for _, entry in found))
    first = found[0][0]
    if negated:
        limit = Filter(
            field, FilterOp.NOT, values, phrase("not", language, shown if field == "brand" else shown.lower())
        )
        begin = is_negated(text, first.start)
        yield Reading(begin.start() if begin else first.start, first.end, limit)
        for match, _ in found[1:]:
            yield Reading(match.start, match.end)
        return
    if field == "tag":
        # A product has many tags, so two tags asked for are two limits; it has one colour at a time.
        for match, entry in found:
            yield Reading(
                match.start, match.end, Filter(field, FilterOp.EQ, (entry.value,), entry.shown), keep=True
            )
        return
    op = FilterOp.EQ if len(values) == 1 else FilterOp.IN
    yield Reading(first.start, first.end, Filter(field, op, values, shown), keep=True)


def _kind_of(entry: Entry) -> str:
    return entry.field.partition(".")[0]


def _is_spelled(entry: Entry, words: Sequence[Word], first: int, last: int) -> bool:
    """Brands are names: they must be written as they are, not only share a stem with a word."""
    if entry.field != "brand":
        return True
    return " ".join(fold(word.text) for word in words[first : last + 1]) in _spellings(entry.value)


def _spellings(brand: str) -> Mapping[str, None]:
    plain = fold(brand)
    spellings = [plain, plain.replace("&", " and "), plain.replace("&", " ")]
    return dict.fromkeys(" ".join(word.text for word in words_of(spelling, "")) for spelling in spellings)
