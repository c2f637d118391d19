"""One question back when a request could mean several things; never twice in a row."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.hostile import safe
from aisle.answering.phrases import say
from aisle.answering.types import Clarify, PastTurn
from aisle.answering.words import KEY_WEIGHT, content_words, keys
from aisle.catalog.types import Product

MOST_OPTIONS = 4
_FEWEST_KINDS = 3
_SHORT = 2
# Questions that mean nothing without a product: "size?", "weight?", "colours?".
_NEEDS_PRODUCT = frozenset({"=size", "=colour", "=weight", "=price"})


def clarify(
    text: str, language: str, history: Sequence[PastTurn], found: Sequence[Product], limited: bool
) -> Clarify | None:
    """A question with options from the evidence's own categories, or None when the request is clear enough.

    `limited` says that the request already narrows the search by filters.
    """
    if history and history[-1].clarified:
        return None
    words = [word for word in content_words(text, language) if word.weight >= KEY_WEIGHT]
    if not 0 < len(words) <= _SHORT or limited:
        return None
    if {word.key for word in words} <= _NEEDS_PRODUCT and len(text.split()) <= _SHORT:
        options = tuple(dict.fromkeys(safe(product.title) for product in found))[:MOST_OPTIONS]
        return Clarify(say("which_product", language), options) if len(options) > 1 else None
    if len(words) > 1 or len(text.split()) > _SHORT:
        return None
    kinds = _kinds(words[0].key, language, found)
    if len(kinds) < _FEWEST_KINDS:
        return None
    return Clarify(say("which_kind", language, noun=safe(words[0].text)), kinds[:MOST_OPTIONS])


def _kinds(key: str, language: str, found: Sequence[Product]) -> tuple[str, ...]:
    """The narrowest categories of the products that the word names."""
    named = (p for p in found if len(p.path) > 1 and key in keys(f"{p.title} {p.category}", language))
    return tuple(dict.fromkeys(safe(product.path[-1]) for product in named))
