"""Analyses text that is stored: its tokens with their places, or only its terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from aisle.retrieval.analysis.terms import is_stop_word, quantity_terms, run_terms, word_forms, word_terms
from aisle.retrieval.analysis.words import Piece, pairs, pieces


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text that counts for search.

    Attributes:
        text: The word as written.
        terms: Its index terms: the word itself first, then the parts of a compound.
        start: First character in the text.
        end: One past its last character.
    """

    text: str
    terms: tuple[str, ...]
    start: int
    end: int


def analyse(text: str, language: str) -> list[Token]:
    """Return the tokens of a text without its function words.

    Args:
        text: Any text; spans of the tokens point into it.
        language: ISO 639-1 code; an unknown one is analysed without stems and stop words.
    """
    return [token for piece in pieces(text) for token in _tokens(piece, language)]


def terms_of(text: str, language: str) -> list[str]:
    """Return only the terms of a text, in order and with repetitions."""
    found: list[str] = []
    for piece in pieces(text):
        if piece.kind == "word":
            if not is_stop_word(piece.text, language):
                found.extend(word_terms(piece.text, language))
        else:
            found.extend(term for token in _tokens(piece, language) for term in token.terms)
    return found


def words_of(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text as they are written, folded, each with its term; numbers and runs have no words."""
    for piece in pieces(text):
        if piece.kind == "word" and not is_stop_word(piece.text, language):
            forms, terms = word_forms(piece.text), word_terms(piece.text, language)
            yield from (
                (form, term) for form, term in zip(forms, terms, strict=True) if not form[0].isdigit()
            )


def _tokens(piece: Piece, language: str) -> Iterator[Token]:
    if piece.kind == "quantity":
        terms = quantity_terms(piece.number, piece.unit, language)
        yield Token(piece.text, terms, piece.start, piece.end)
    elif piece.kind == "run":
        yield from _run_tokens(piece)
    elif not is_stop_word(piece.text, language):
        terms = word_terms(piece.text, language)
        if terms:
            yield Token(piece.text, terms, piece.start, piece.end)


def _run_tokens(piece: Piece) -> Iterator[Token]:
    for start, end in pairs(piece.text):
        terms = run_terms(piece.text, start, end)
        yield Token(piece.text[start:end], terms, piece.start + start, piece.start + end)
