"""Words by which staff find conversations: folded forms and stems, and what is looked for among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aisle.retrieval.analysis.stemming import stem
from aisle.retrieval.analysis.terms import quantity_terms, run_terms, word_forms
from aisle.retrieval.analysis.words import Piece, pairs, pieces, visible
from aisle.retrieval.language import guess_language

LANGUAGES = ("en", "de", "fr", "es", "ar")  # whose endings are seen through in what is looked for
LONGEST_WORD = 64
LONGEST_TEXT = 8_000  # characters of a message by which it is found
MOST_WANTED = 10
MOST_TERMS = 40  # of them all: a long search in a script without spaces would have hundreds, and the database plans each
_SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is looked for: it is there as one of `exact`, or where a word begins with `prefix`."""

    exact: tuple[str, ...]
    prefix: str | None = None

    def is_in(self, words: Sequence[str]) -> bool:
        """Whether one of the words is it."""
        return any(one in self.exact or (self.prefix and one.startswith(self.prefix)) for one in words)


# One thing that was typed: any of these sets of terms, each of which has to be there whole.
Wanted = tuple[tuple[Term, ...], ...]


def words_of(text: str) -> list[str]:
    """Return the words of a message under which it is found, each once, in order."""
    plain = visible(text[:LONGEST_TEXT])
    language = guess_language(plain, LANGUAGES)
    found = {word[:LONGEST_WORD] for piece in pieces(plain) for word in _forms(piece, language)}
    return sorted(found - {""})


def wanted_of(text: str) -> tuple[Wanted, ...]:
    """Return what a search asks for: each word in any of its forms, and what begins like it."""
    found: list[Wanted] = []
    left = MOST_TERMS
    for one in filter(None, map(_wanted, pieces(visible(text)))):
        left -= sum(map(len, one))
        if left < 0 or len(found) == MOST_WANTED:
            break
        found.append(one)
    return tuple(found)


def places_of(text: str, wanted: Sequence[Wanted]) -> list[tuple[int, int]]:
    """Return where a message has something of what is looked for: places of whole words, from and to."""
    terms = [term for one in wanted for alternative in one for term in alternative]
    language = guess_language(text, LANGUAGES)
    return [
        (piece.start, piece.end)
        for piece in pieces(text)
        if any(term.is_in(words) for words in [_forms(piece, language)] for term in terms)
    ]


def _forms(piece: Piece, language: str) -> list[str]:
    if piece.kind == "word":
        forms = word_forms(piece.text)
        return [*forms, *(stem(one, language) for one in forms)]
    if piece.kind == "quantity":
        return list(quantity_terms(piece.number, piece.unit, language))
    return list(_of_run(piece))


def _of_run(piece: Piece) -> Iterator[str]:
    for start, end in pairs(piece.text):
        yield from run_terms(piece.text, start, end)


def _wanted(piece: Piece) -> Wanted:
    if piece.kind == "quantity":
        joined, plain, *_ = quantity_terms(piece.number, piece.unit, LANGUAGES[0])
        return ((Term((joined,)),), (Term((plain,)), _term(piece.unit.lower())))
    if piece.kind == "run":
        terms = dict.fromkeys(Term((run_terms(piece.text, *place)[0],)) for place in pairs(piece.text))
        return (tuple(terms)[:MOST_WANTED],)
    forms = word_forms(piece.text)
    whole = ((_term(forms[0]),),) if forms else ()
    parts = tuple(_exact(one) for one in forms[1:])
    return (*whole, parts) if parts else whole


def _term(word: str) -> Term:
    begins = len(word) >= _SHORTEST_BEGINNING or word.isdigit()
    return Term(_exact(word).exact, word[:LONGEST_WORD] if begins else None)


def _exact(word: str) -> Term:
    stems = (stem(word, language)[:LONGEST_WORD] for language in LANGUAGES)
    return Term(tuple(dict.fromkeys((word[:LONGEST_WORD], *stems))))
