"""Whether a product is of the kind that is asked for, or only goes with it: pegs in “Tents/Tent accessories” are no tents.

A name says what a thing is by its head noun. It stands last in English, German and Dutch (“tent accessories”) and before the
first preposition in French, Spanish and Italian (“accessoires de tente”); German and Dutch compounds end in it
(“Familienzelte”). What else stands in the name says what the thing is for. Words count a name by what it holds and so
count the accessories' words like the thing's own.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from aisle.retrieval.analysis.terms import is_stop_word, word_terms
from aisle.retrieval.analysis.words import pieces
from aisle.retrieval.understanding.grammar import FLAGS, grammar_of

HEAD_LAST, HEAD_FIRST = frozenset({"en", "de", "nl"}), frozenset({"fr", "es", "it"})
COMPOUNDING = frozenset({"de", "nl"})
# The shorter a word is, the more words end in its letters by chance.
SHORTEST_PART = 4
# A pasted letter is not read for what it is after.
LONGEST_READ = 300
_ELISION = r"\b[dD]['\u2019]"


class Kind(IntEnum):
    """What a product is to the thing asked for; the lower goes first."""

    SAME = 0
    ACCESSORY = 1


@dataclass(frozen=True, slots=True)
class Name:
    """The terms of a name: those that say what the thing is, and those that say more about it."""

    heads: frozenset[str]
    others: frozenset[str]


@lru_cache(maxsize=8_192)
def read_name(name: str, language: str) -> Name:
    """Read the name of a category or a thing; nothing in a language whose order of words is not known."""
    heads, others = set[str](), set[str]()
    if language in HEAD_LAST | HEAD_FIRST:
        for part in _joined(language).split(name):
            told, *rest = _linked(language).split(part)
            words = list(_words(told, language))
            main = words if language in HEAD_FIRST else words[-1:]
            heads.update(*(_heads(word, language) for word in main))
            others.update(*(set(word) - _heads(word, language) for word in main))
            others.update(
                *words[: len(words) - len(main)], *(w for one in rest for w in _words(one, language))
            )
    return Name(frozenset(heads), frozenset(others - heads))


def _words(text: str, language: str) -> Iterator[tuple[str, ...]]:
    for piece in pieces(text):
        if piece.kind == "word" and not is_stop_word(piece.text, language):
            yield word_terms(piece.text, language)


def _heads(word: tuple[str, ...], language: str) -> set[str]:
    """Of a word's terms those that name the thing: “Rucksack-Zubehör” is known by the whole and by its last part."""
    return set(word) if language in HEAD_FIRST else {*word[:1], *word[-1:]}


@lru_cache(maxsize=16)
def _joined(language: str) -> re.Pattern[str]:
    return re.compile(rf"[,;&+|()\[\]]|\b(?:{grammar_of((language,)).any('ands', 'ors')})\b", FLAGS)


@lru_cache(maxsize=64)
def _owned(*languages: str) -> re.Pattern[str]:
    return grammar_of(languages).word("owned")


@lru_cache(maxsize=16)
def _linked(language: str) -> re.Pattern[str]:
    links = grammar_of((language,)).any("purposes", "prepositions")
    return re.compile(rf"\b(?:{links})\b|{_ELISION}", FLAGS)


class Kinds:
    """The categories of a store by what they are to a thing."""

    def __init__(self, categories: Sequence[str], language: str) -> None:
        """Take the paths of categories and the language of their names; they are read when they are first needed."""
        self._categories, self._language = categories, language

    def asked(self, words: Iterable[str], language: str) -> frozenset[str]:
        """Return terms of what is asked for, as far as a category is named after it.

        words: that name the thing, or a whole question, in a language; they are read in the store's language, too.
        """
        read = (read_name(one[:LONGEST_READ], code) for one in words for code in (language, self._language))
        heads = {head for name in read for head in name.heads}
        return frozenset(head for head in heads if self._same(head))

    def is_owned(self, text: str, language: str) -> bool:
        """Say whether a question tells of a thing that is there already: “I have a tent” asks for what goes with it."""
        return _owned(language, self._language).search(text[:LONGEST_READ]) is not None

    def of(self, asked: Collection[str]) -> Mapping[str, Kind]:
        """Return what each category is to a thing, where it is of its kind or goes with it."""
        found = {path: Kind.ACCESSORY for head in asked for path in self._other(head)}
        return found | {path: Kind.SAME for head in asked for path in self._same(head)}

    def _same(self, head: str) -> set[str]:
        """Categories whose last step is such a thing, or stands below one without being named after what it is for."""
        leaves, wider = self._paths(head, self._by_leaf), self._paths(head, self._by_step)
        return leaves | (wider - self._other(head))

    def _other(self, head: str) -> set[str]:
        """Categories whose last step names the thing and is something else."""
        named = set(self._by_other.get(head, ()))
        if self._compounds(head):
            named.update(*(paths for term, paths in self._by_leaf.items() if _begins(term, head)))
        return named - self._paths(head, self._by_leaf)

    def _paths(self, head: str, index: Mapping[str, set[str]]) -> set[str]:
        found = set(index.get(head, ()))
        if self._compounds(head):
            found.update(*(paths for term, paths in index.items() if _ends(term, head)))
        return found

    def _compounds(self, head: str) -> bool:
        return self._language in COMPOUNDING and len(head) >= SHORTEST_PART

    @cached_property
    def _by_leaf(self) -> Mapping[str, set[str]]:
        return self._index(
            (path, read_name(_steps(path)[-1], self._language).heads) for path in self._categories
        )

    @cached_property
    def _by_other(self) -> Mapping[str, set[str]]:
        return self._index(
            (path, read_name(_steps(path)[-1], self._language).others) for path in self._categories
        )

    @cached_property
    def _by_step(self) -> Mapping[str, set[str]]:
        return self._index(
            (path, read_name(step, self._language).heads)
            for path in self._categories
            for step in _steps(path)[:-1]
        )

    @staticmethod
    def _index(rows: Iterable[tuple[str, Collection[str]]]) -> Mapping[str, set[str]]:
        index: dict[str, set[str]] = {}
        for path, terms in rows:
            for term in terms:
                index.setdefault(term, set()).add(path)
        return index


def _steps(path: str) -> list[str]:
    return path.split("/")


def _ends(term: str, head: str) -> bool:
    return term != head and term.endswith(head)


def _begins(term: str, head: str) -> bool:
    return term != head and term.startswith(head)
