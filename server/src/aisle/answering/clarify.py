"""One question back when a request could mean several things; never twice in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aisle.answering.hostile import safe
from aisle.answering.main_kinds import is_headed
from aisle.answering.phrases import say
from aisle.answering.relevance import is_in
from aisle.answering.types import Clarify, PastTurn
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys, tokens
from aisle.catalog.types import Product

MOST_OPTIONS = 4
_FEWEST_KINDS = 3
_SHORT = 2
_FEWEST_DEPARTMENTS = 2
# Questions that mean nothing without a product: "size?", "weight?", "colours?".
_NEEDS_PRODUCT = frozenset({"=size", "=colour", "=weight", "=price"})


def clarify(
    text: str,
    language: str,
    history: Sequence[PastTurn],
    found: Sequence[Product],
    limited: bool,
    *,
    ordered: bool = False,
) -> Clarify | None:
    """A question with options from the evidence's own categories, or None when the request is clear enough.

    `limited` says that the request already narrows the search by filters, `ordered` that it asks for the first of an
    order ("cheapest"), which is an answer whatever the kind.
    """
    if history and history[-1].clarified:
        return None
    words = [word for word in content_words(text, language) if word.weight >= KEY_WEIGHT]
    if family := _family(text, words, language, found):
        return family
    if not 0 < len(words) <= _SHORT or limited or ordered:
        return None
    if {word.key for word in words} <= _NEEDS_PRODUCT and len(text.split()) <= _SHORT:
        options = tuple(dict.fromkeys(safe(product.title) for product in found))[:MOST_OPTIONS]
        return Clarify(say("which_product", language), options) if len(options) > 1 else None
    if len(words) > 1 or len(text.split()) > _SHORT:
        return None
    kinds = _kinds(words[0], language, found)
    if len(kinds) < _FEWEST_KINDS:
        return None
    return Clarify(say("which_kind", language, noun=safe(words[0].text)), kinds[:MOST_OPTIONS])


def _family(text: str, words: Sequence[Word], language: str, found: Sequence[Product]) -> Clarify | None:
    """ "Which Ullock?": one name that goods of several departments share, and nothing else to choose by."""
    if len(words) != 1:
        return None
    named = [product for product in found if words[0].text in tokens(product.title)[:1]]
    said = set(tokens(text))
    if any(len(said & set(tokens(product.title))) > 1 for product in named):
        return None
    departments: dict[str, set[str]] = {}
    for product in named:
        if product.path:
            departments.setdefault(product.path[0], set()).add(product.path[-1])
    if len(departments) < _FEWEST_DEPARTMENTS or any(
        is_in(words[0], keys(name, language)) for name in departments
    ):
        return None
    options = tuple(
        safe(next(iter(kinds)) if len(kinds) == 1 else department)
        for department, kinds in departments.items()
    )
    name = next(
        (token for token in text.split() if token.strip("?!.,’'").lower() == words[0].text), words[0].text
    )
    return Clarify(say("which_family", language, noun=safe(name.strip("?!.,"))), options[:MOST_OPTIONS])


def _kinds(word: Word, language: str, found: Sequence[Product]) -> tuple[str, ...]:
    """The narrowest categories of the products that the word names: such things first, the largest first."""
    named = [p for p in found if len(p.path) > 1 and word.key in keys(f"{p.title} {p.category}", language)]
    counts = Counter(product.path[-1] for product in named)
    ranked = sorted(counts, key=lambda name: (not is_headed(name, (word,), language), -counts[name]))
    return tuple(safe(name) for name in ranked)
