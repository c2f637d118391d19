"""Index terms of one word, one quantity or one run of unspaced script."""

import re
from functools import lru_cache

from aisle.core.units import UNITS, plain_number
from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.stemming import stem
from aisle.retrieval.analysis.words import JOINERS, fold

REMEMBERED_WORDS = 65_536
# Longer joined forms are addresses and lists, which nobody types again as one word.
LONGEST_JOINED = 24
MOST_PARTS = 4

_STOP = {language: frozenset(map(fold, words)) for language, words in FUNCTION_WORDS.items()}
_APOSTROPHES = re.compile("['\u2019]")
_SPLIT = re.compile(f"[{re.escape(JOINERS)},]+")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")
_MIXED = re.compile(r"([a-z]{1,6})(\d{1,6})|(\d{1,6})([a-z]{1,6})")
# Characters that are words or syllables, and so worth a term of their own.
_WHOLE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U000323af]")
_ELIDED = frozenset(
    ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "un", "dell", "all", "nell", "sull", "dall"]
)


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_stop_word(word: str, language: str) -> bool:
    """Say whether a word as written only holds sentences of this language together; negations never do."""
    return fold(word) in _STOP.get(language, ())


@lru_cache(maxsize=REMEMBERED_WORDS)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of a word as written: itself first, then the parts of a compound.

    "PT-204" gives pt204, pt and 204, so that it is found however the shopper joins it; "3-season" likewise.
    The number of terms does not depend on the language.
    """
    return tuple(stem(form, language) for form in word_forms(word))


@lru_cache(maxsize=REMEMBERED_WORDS)
def word_forms(word: str) -> tuple[str, ...]:
    """Return the folded forms that `word_terms` takes the stems of."""
    folded = _without_elision(fold(word))
    if _NUMBER.fullmatch(folded):
        return (plain_number(folded),)
    parts = [part for part in _SPLIT.split(folded) if part]
    if len(parts) == 1:
        parts = _mixed_parts(parts[0])
    if len(parts) < 2:
        return tuple(parts)
    joined = _join(parts)
    return tuple(parts) if len(joined) > LONGEST_JOINED or len(parts) > MOST_PARTS else (joined, *parts)


@lru_cache(maxsize=REMEMBERED_WORDS)
def quantity_terms(number: str, unit: str, language: str) -> tuple[str, ...]:
    """Return the terms of a number with its unit: joined in one spelling, the number, and a unit written out."""
    plain, spelling = plain_number(number), fold(unit)
    joined = f"{plain}{UNITS[unit.lower()]}"
    return (joined, plain, stem(spelling, language)) if len(spelling) > 2 else (joined, plain)


def run_terms(run: str, start: int, end: int) -> tuple[str, ...]:
    """Return the pair of characters at a place of a run, and single Han and Hangul, which are words themselves."""
    pair = fold(run[start:end])
    singles = pair if end >= len(run) else pair[:1]
    return tuple(dict.fromkeys([pair, *(one for one in singles if _WHOLE.match(one))]))


def _without_elision(folded: str) -> str:
    if not _APOSTROPHES.search(folded):
        return folded
    left, right = _APOSTROPHES.split(folded, maxsplit=1)
    if right == "s":
        return left
    return right if left in _ELIDED and right else _APOSTROPHES.sub("", folded)


def _mixed_parts(word: str) -> list[str]:
    match = _MIXED.fullmatch(word)
    return [part for part in match.groups() if part] if match else [word]


def _join(parts: list[str]) -> str:
    """Join parts without a mark, but keep one between digits: "42-47" is not 4247."""
    joined = parts[0]
    for part in parts[1:]:
        joined += f"-{part}" if joined[-1].isdigit() and part[0].isdigit() else part
    return joined
