"""Puts the readings of all rules together into one understanding."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from aisle.retrieval.language import guess_language
from aisle.retrieval.types import Filter, Understanding, Vocabulary, Wants
from aisle.retrieval.understanding.heads import is_circumstance
from aisle.retrieval.understanding.money import PriceReader
from aisle.retrieval.understanding.persons import PersonReader
from aisle.retrieval.understanding.phrases import read_sort, read_stock
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.values import ValueReader, filters_of
from aisle.retrieval.understanding.wants import asks_about_one, wants_of

# Limits stand in the first sentences; a pasted letter is not searched for them.
LONGEST_READ = 1_000

_SPACES = re.compile(r"\s+")
_LOOSE = re.compile(
    r"\s+(?=[,.;:!?])|(?<=\s)[,;:](?=\s)|^[\s,;:]+|(?:\s+(?:but|and|or|aber|und|oder|mais|et|ou|pero|ma|maar|en))?[\s,;:]*$",
    re.IGNORECASE,
)


class Understander:
    """Understands questions to one store; made once per vocabulary, then about 0.1 ms a question."""

    def __init__(self, vocabulary: Vocabulary, languages: Sequence[str] = ("en",)) -> None:
        """Prepare the matchers.

        Args:
            vocabulary: The store's own words.
            languages: The store's languages, the main one first.
        """
        self._vocabulary = vocabulary
        self._languages = tuple(languages) or ("en",)
        self._prices = PriceReader(vocabulary.currency)
        self._persons = PersonReader(vocabulary)
        self._values = {language: ValueReader(vocabulary, language) for language in self._languages}

    def understand(self, text: str, language: str | None = None) -> Understanding:
        """Read limits, order and intent out of a question.

        Args:
            text: The question.
            language: Its language; None guesses.
        """
        spoken = language or guess_language(text, self._languages)
        readings = list(self._readings(text[:LONGEST_READ], spoken))
        wants = wants_of(text[:LONGEST_READ], has_limits=bool(readings))
        if wants is Wants.KNOWLEDGE:
            readings = []
        sort = next((reading.sort for reading in readings if reading.sort), None)
        filters = tuple(reading.filter for reading in readings if reading.filter)
        return Understanding(_without(text, readings), _distinct(filters), spoken, sort, wants)

    def _readings(self, text: str, language: str) -> Iterator[Reading]:
        reader = self._values.get(language, self._values[self._languages[0]])
        matches = reader.matches(reader.words(text))
        starts = {match.start for match in matches}
        fixed = list(
            chain(
                self._prices.read(text, language, starts.__contains__),
                self._persons.read(text, language),
                read_stock(text, language),
                read_sort(text, self._vocabulary),
            )
        )
        yield from fixed
        if asks_about_one(text):
            return
        free = [
            match
            for match in matches
            if not _overlaps(match.start, match.end, fixed)
            and not is_circumstance(text, match.start, match.end)
        ]
        yield from filters_of(free, _masked(text, fixed), language)


def _overlaps(start: int, end: int, readings: Iterable[Reading]) -> bool:
    return any(start < reading.end and reading.start < end for reading in readings)


def _masked(text: str, readings: Iterable[Reading]) -> str:
    """Blank out stretches that are understood already, so that they are no context for the rest."""
    for reading in readings:
        text = text[: reading.start] + ";" * (reading.end - reading.start) + text[reading.end :]
    return text


def _distinct(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(dict.fromkeys(filters))


def _without(text: str, readings: Sequence[Reading]) -> str:
    """Cut out the stretches that became limits; a question that is nothing else stays as it is."""
    rest, at = [], 0
    for reading in sorted(readings, key=lambda one: one.start):
        if not reading.keep and reading.start >= at:
            rest.append(text[at : reading.start])
            at = reading.end
    left = _LOOSE.sub("", _SPACES.sub(" ", " ".join([*rest, text[at:]]))).strip()
    return left if any(character.isalnum() for character in left) else text
