"""Analyses what a shopper asks: groups of terms, each group one thing that was said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from aisle.retrieval.analysis.terms import is_stop_word, quantity_terms, run_terms, word_forms, word_terms
from aisle.retrieval.analysis.words import Piece, fold, pairs, pieces, visible

# A part of a compound says half of what a word of its own says: "pt-204" is not about every 204.
PART_WEIGHT = 0.5
# A question of more concepts than this is a pasted text; the first ones say what it is about.
MOST_GROUPS = 96
_SPELLED_OUT = re.compile("([aou])e")


class Widening(StrEnum):
    """Why a concept is searched under another word, too."""

    SYNONYM = "synonym"
    TYPO = "typo"
    PREFIX = "prefix"
    JOINED = "joined"
    SPLIT = "split"
    LOOKALIKE = "lookalike"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words for a concept; a text has it by them if it holds every one.

    Attributes:
        text: The words as the store or its owner writes them.
        words: For each word the terms that count as it.
        weight: 0..1, what the concept is worth when it is there by these words alone.
        kind: Where they come from.
    """

    text: str
    words: tuple[tuple[str, ...], ...]
    weight: float
    kind: Widening


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One concept of a query under all its spellings; a text that has any of them has the concept, once.

    Attributes:
        text: The word as the shopper wrote it.
        variants: Terms that count as this concept, the likeliest first.
        weight: Its weight in the score.
        bonus: Whether it is only another writing of a neighbouring group: it may add to the score, but its
            absence is no gap in what a text covers.
        alternatives: Other words for it that count less.
    """

    text: str
    variants: tuple[str, ...]
    weight: float = 1.0
    bonus: bool = False
    alternatives: tuple[Alternative, ...] = ()

    @property
    def terms(self) -> Iterator[str]:
        """Every term that has to be looked up."""
        yield from self.variants
        for alternative in self.alternatives:
            for word in alternative.words:
                yield from word


def query_terms(text: str, language: str, store_languages: Sequence[str] = ()) -> tuple[TermGroup, ...]:
    """Return the concepts of a query, function words left out unless there is nothing else.

    Args:
        text: The query.
        language: Its language as guessed.
        store_languages: Languages of the store's texts. Each word is stemmed for them too, so that a wrong
            guess loses no match.
    """
    languages = tuple(dict.fromkeys([language, *store_languages]))
    found = list(pieces(visible(text)))
    telling = [piece for piece in found if piece.kind != "word" or not is_stop_word(piece.text, language)]
    distinct: dict[tuple[str, ...], TermGroup] = {}
    for group in (group for piece in telling or found for group in _groups(piece, languages)):
        distinct.setdefault(group.variants, group)
    return tuple(islice(distinct.values(), MOST_GROUPS))


def _groups(piece: Piece, languages: tuple[str, ...]) -> Iterator[TermGroup]:
    if piece.kind == "quantity":
        joined, plain, *_ = quantity_terms(piece.number, piece.unit, languages[0])
        yield TermGroup(piece.text, (joined,))
        yield TermGroup(piece.number, (plain,), PART_WEIGHT, bonus=True)
    elif piece.kind == "run":
        for start, end in pairs(piece.text):
            yield TermGroup(piece.text[start:end], run_terms(piece.text, start, end)[:1])
    else:
        yield from _word_groups(piece.text, languages)


def _word_groups(word: str, languages: tuple[str, ...]) -> Iterator[TermGroup]:
    by_term = list(zip(*(word_terms(word, language) for language in languages), strict=True))
    if len(by_term) == 1:
        yield TermGroup(word, _distinct([*by_term[0], *_umlauts(word, languages)]))
        return
    if by_term and len(by_term[0][0]) > max((len(term[0]) for term in by_term[1:]), default=0):
        yield TermGroup(word, _distinct(by_term.pop(0)), bonus=True)
    for form, variants in zip(word_forms(word)[-len(by_term) :], by_term, strict=True):
        yield TermGroup(form, _distinct(variants), PART_WEIGHT)


def _umlauts(word: str, languages: tuple[str, ...]) -> Iterable[str]:
    """Return the terms of "Daunenjaecke" read as "Daunenjäcke", where German is read."""
    if "de" not in languages or not _SPELLED_OUT.search(fold(word)):
        return ()
    return word_terms(_SPELLED_OUT.sub(r"\1", fold(word)), "de")


def _distinct(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
