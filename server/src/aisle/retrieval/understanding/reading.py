"""What a rule found in a question, and the words it looks at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aisle.core.units import UNITS, plain_number
from aisle.retrieval.analysis.stemming import stem
from aisle.retrieval.analysis.terms import word_terms
from aisle.retrieval.analysis.words import Piece, pieces
from aisle.retrieval.types import Filter

_PART = re.compile("[^-\u2010\u2011\u2012\u2013\u2212/&_+]+")
# The first ending that fits decides.
# "Lederfrei" is without leather: in German both are one word.
_FREE = re.compile(r"(?P<what>\w{3,}?)(?P<free>frei(?:e[nrsm]?)?)", re.IGNORECASE)
_PLURALS = (
    ("ss", "ss"),
    ("us", "us"),
    ("lves", "lf"),
    ("ies", "y"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("s", ""),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of the question and what it means.

    Attributes:
        start: First character of the stretch.
        end: One past the last.
        filter: The limit it sets, if any.
        sort: The order it asks for, if any.
        keep: Whether the words stay in the text for the search, because they also name things.
        more: Further stretches that say the same limit: "navy" in "red or navy".
        near: Whether the shop says it otherwise: "cream" became beige.
        only: Whether nothing else will do.
        synonym: The words of the synonym by which it was read.
    """

    start: int
    end: int
    filter: Filter | None = None
    sort: str | None = None
    keep: bool = False
    more: tuple[tuple[int, int], ...] = ()
    near: bool = False
    only: bool = False
    synonym: str = ""

    @property
    def id(self) -> str:
        """Names the reading for as long as the question stays as it is."""
        return f"{self.filter.field if self.filter else 'sort'}@{self.start}-{self.end}"

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """All stretches, the first one first."""
        return ((self.start, self.end), *self.more)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a part of a compound or a quantity: in the singular, as written, and where it stands."""

    key: str
    text: str
    start: int
    end: int


def words_of(text: str, language: str) -> list[Word]:
    """Return the words of a text; "roll-top" as two, "38 litres" as one ("38l")."""
    found: list[Word] = []
    for piece in pieces(text):
        if piece.kind == "quantity":
            quantity = f"{plain_number(piece.number)}{UNITS[piece.unit.lower()]}"
            found.append(Word(quantity, piece.text, piece.start, piece.end))
        elif piece.kind == "run":
            found.extend(
                Word(character, character, piece.start + at, piece.start + at + 1)
                for at, character in enumerate(piece.text)
            )
        else:
            found.extend(_parts(piece, language))
    return found


def _parts(piece: Piece, language: str) -> Iterator[Word]:
    for start, text in _cut(piece, language):
        # No language: the word as written, of which only the plural may differ.
        terms = word_terms(text, "")
        if terms:
            yield Word(singular(terms[0], language), text, start, start + len(text))


def _cut(piece: Piece, language: str) -> Iterator[tuple[int, str]]:
    for part in _PART.finditer(piece.text):
        start = piece.start + part.start()
        compound = _FREE.fullmatch(part[0]) if language == "de" else None
        if compound:
            yield start, compound["what"]
            yield start + compound.start("free"), compound["free"]
        else:
            yield start, part[0]


def singular(word: str, language: str) -> str:
    """Return a form that singular and plural share, and as little else as possible: "bedding" is not "bed".

    English by the S-stemmer (Harman 1991) with the plurals of shops added; other languages by their stemmer.
    """
    if language != "en":
        return stem(word, language)
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    return word
