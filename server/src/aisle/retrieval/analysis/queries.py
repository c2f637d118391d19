"""Analyses what a shopper asks: groups of terms, each group one thing that was said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aisle.retrieval.analysis.terms import is_stop_word, quantity_terms, run_terms, word_terms
from aisle.retrieval.analysis.words import Piece, fold, pieces

# A part of a compound says half of what a word of its own says: "pt-204" is not about every 204.
PART_WEIGHT = 0.5
_SPELLED_OUT = re.compile("([aou])e")


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One concept of a query under all its spellings; a text that has any of them has the concept, once.

    Attributes:
        text: The word as the shopper wrote it.
        variants: Terms that count as this concept, the likeliest first.
        weight: Its weight in the score.
        bonus: Whether it is only another writing of a neighbouring group: it may add to the score, but its
            absence is no gap in what a text covers.
    """

    text: str
    variants: tuple[str, ...]
    weight: float = 1.0
    bonus: bool = False


def query_terms(text: str, language: str, store_languages: Sequence[str] = ()) -> tuple[TermGroup, ...]:
    """Return the concepts of a query, function words left out unless there is nothing else.

    Args:
        text: The query.
        language: Its language as guessed.
        store_languages: Languages of the store's texts. Each word is stemmed for them too, so that a wrong
            guess loses no match.
    """
    languages = tuple(dict.fromkeys([language, *store_languages]))
    found = list(pieces(text))
    telling = [piece for piece in found if piece.kind != "word" or not is_stop_word(piece.text, language)]
    groups = [group for piece in telling or found for group in _groups(piece, languages)]
    return tuple({group.variants: group for group in reversed(groups)}.values())[::-1]


def _groups(piece: Piece, languages: tuple[str, ...]) -> Iterator[TermGroup]:
    if piece.kind == "quantity":
        joined, plain, *_ = quantity_terms(piece.number, piece.unit, languages[0])
        yield TermGroup(piece.text, (joined,))
        yield TermGroup(piece.number, (plain,), PART_WEIGHT, bonus=True)
    elif piece.kind == "run":
        for at in range(max(1, len(piece.text) - 1)):
            yield TermGroup(piece.text[at : at + 2], run_terms(piece.text, at)[:1])
    else:
        yield from _word_groups(piece.text, languages)


def _word_groups(word: str, languages: tuple[str, ...]) -> Iterator[TermGroup]:
    by_term = list(zip(*(word_terms(word, language) for language in languages), strict=True))
    if len(by_term) == 1:
        yield TermGroup(word, _distinct([*by_term[0], *_umlauts(word, languages)]))
        return
    if by_term and len(by_term[0][0]) > max((len(term[0]) for term in by_term[1:]), default=0):
        yield TermGroup(word, _distinct(by_term.pop(0)), bonus=True)
    for variants in by_term:
        yield TermGroup(variants[0], _distinct(variants), PART_WEIGHT)


def _umlauts(word: str, languages: tuple[str, ...]) -> Iterable[str]:
    """Return the terms of "Daunenjaecke" read as "Daunenjäcke", where German is read."""
    if "de" not in languages or not _SPELLED_OUT.search(fold(word)):
        return ()
    return word_terms(_SPELLED_OUT.sub(r"\1", fold(word)), "de")


def _distinct(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
