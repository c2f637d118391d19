"""Which products a text names, allowing for typing errors and shortened names."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from aisle.answering.lexicon import CONCEPT_OF
from aisle.answering.stopwords import LIGHT_WORDS, MODIFIERS
from aisle.answering.words import tokens

_ENOUGH_OF_TITLE = 0.6
_SAME_WORD = 0.82
_LONG_ENOUGH_TO_MISTYPE = 5

K = TypeVar("K", bound=Hashable)


def named(text: str, titles: Mapping[K, str], generic: frozenset[str] = frozenset()) -> tuple[K, ...]:
    """The products whose titles occur in the text, in the order they are named.

    Where titles begin alike ("Stonechat 38", "Stonechat 48") only the one that matches most is meant, or the
    first of them. `generic` holds words that describe goods in this shop and so name none.
    """
    words = tokens(text)
    best: dict[int, tuple[float, K]] = {}
    for key, title in titles.items():
        match = _match(words, tokens(title), generic)
        if match is not None and match[1] > best.get(match[0], (0.0, key))[0]:
            best[match[0]] = (match[1], key)
    return tuple(dict.fromkeys(best[position][1] for position in sorted(best)))


def is_family(text: str, title: str, titles: Iterable[str]) -> bool:
    """Whether the text names a product only by what others are called as well: "Curlew" of four Curlews."""
    said, own = set(tokens(text)), tokens(title)
    rest = [word for word in own[1:] if word in said]
    return not rest and any(other != title and tokens(other)[:1] == own[:1] for other in titles)


def _match(words: list[str], title: list[str], generic: frozenset[str]) -> tuple[int, float] | None:
    """Where in the text the title starts and how much of it is there."""
    best: tuple[int, float] | None = None
    for position, word in enumerate(words):
        if title and _alike(word, title[0]):
            share = _share_from(words[position:], title)
            if share < _ENOUGH_OF_TITLE and not _is_proper(title[0], generic):
                continue
            if best is None or share > best[1]:
                best = (position, share)
    return best


def _share_from(words: list[str], title: list[str]) -> float:
    nearby = words[: len(title) + 2]
    return sum(any(_alike(word, part) for word in nearby) for part in title) / len(title)


def _is_proper(word: str, generic: frozenset[str]) -> bool:
    known = word in CONCEPT_OF or word in LIGHT_WORDS or word in MODIFIERS or word in generic
    return len(word) > 3 and not word[0].isdigit() and not known


def _alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < _LONG_ENOUGH_TO_MISTYPE or left[0] != right[0]:
        return False
    return SequenceMatcher(None, left, right).ratio() >= _SAME_WORD
