"""The words of one or several languages made into patterns. Every pattern looks at a bounded stretch of text."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.understanding.languages import LANGUAGES, Words

FLAGS = re.IGNORECASE
# Stands for no words at all: never matches.
_NEVER = r"(?!)"
# Words that are looked back at before a place; limits and negations are shorter.
LOOK_BACK = 80


class Grammar:
    """The words of some languages side by side."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        """Join the words of the languages that are known; of the others only values of the store are read."""
        self._words = tuple(LANGUAGES[code] for code in dict.fromkeys(codes) if code in LANGUAGES)

    def any(self, *slots: str) -> str:
        """Return the alternatives of some slots as one pattern."""
        found = [getattr(words, slot) for slot in slots for words in self._words]
        return "|".join(dict.fromkeys(one for one in found if one)) or _NEVER

    def knows(self, slot: str) -> bool:
        """Say whether any of the languages has words in a slot."""
        return any(getattr(words, slot) for words in self._words)

    def before(self, *slots: str) -> re.Pattern[str]:
        """Return a pattern for one of the slots right before a place."""
        return re.compile(rf"\b(?:{self.any(*slots)})\s+$", FLAGS)

    def after(self, *slots: str) -> re.Pattern[str]:
        """Return a pattern for one of the slots right after a place."""
        return re.compile(rf"\s*(?:{self.any(*slots)})\b", FLAGS)

    def word(self, *slots: str) -> re.Pattern[str]:
        """Return a pattern for one of the slots anywhere."""
        return re.compile(rf"\b(?:{self.any(*slots)})\b", FLAGS)

    def folded(self, slot: str) -> frozenset[str]:
        """Return the words of a slot that lists them, folded."""
        return frozenset(fold(word) for words in self._words for word in getattr(words, slot).split())

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Small numbers by their words."""
        return {
            name: number
            for words in self._words
            for number, names in words.numbers.items()
            for name in names.split()
        }

    @cached_property
    def number(self) -> str:
        """One or two digits, or a small number written out, as a pattern."""
        return rf"\d{{1,2}}|{'|'.join(sorted(map(re.escape, self.numbers), key=len, reverse=True)) or _NEVER}"

    @cached_property
    def money(self) -> Mapping[str, str]:
        """The signs of currencies by their names."""
        return {
            name: sign
            for words in self._words
            for sign, names in words.money.items()
            for name in names.split()
        }

    @cached_property
    def dimensions(self) -> Mapping[str, str]:
        """Dimensions by the folded words that say them."""
        return dict(self._pairs("dimensions"))

    def _pairs(self, slot: str) -> Iterator[tuple[str, str]]:
        for words in self._words:
            for meaning, names in getattr(words, slot).items():
                yield from ((name, meaning) for name in names.split())


def small_number(word: str, grammar: Grammar) -> int | None:
    """Read "4" or "four"; None for anything else."""
    return int(word) if word.isdigit() and len(word) <= 2 else grammar.numbers.get(word.casefold())


@lru_cache(maxsize=64)
def grammar_of(codes: tuple[str, ...]) -> Grammar:
    """Return the grammar of some languages, the one spoken first."""
    return Grammar(codes)


@lru_cache(maxsize=256)
def meanings(slot: str, codes: tuple[str, ...]) -> Mapping[str, str]:
    """Return the English names of what a slot lists (colours, materials) by folded form; the first language decides."""
    found: dict[str, str] = {}
    for code in codes:
        for name, forms in getattr(LANGUAGES.get(code, Words()), slot).items():
            for form in (*forms.split(), *((name,) if code == "en" else ())):
                found.setdefault(form, name)
    return found


def languages_told(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return languages beside the known ones that a limiting word of the text belongs to: "nur blaue" in a shop that speaks English.

    A word of a known language tells nothing.
    """
    words = {fold(word) for word in _WORD.findall(text)}
    usual = frozenset(fold(word) for code in known for word in FUNCTION_WORDS.get(code, ()))
    return tuple(code for code, told in _telling().items() if code not in known and words & told - usual)


@lru_cache(maxsize=1)
def _telling() -> Mapping[str, frozenset[str]]:
    return {
        code: frozenset(map(fold, words.telling.split()))
        for code, words in LANGUAGES.items()
        if words.telling
    }


ALL = tuple(LANGUAGES)
_WORD = re.compile(r"[^\W\d_]+")
