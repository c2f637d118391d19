"""What a category is mostly about: its largest kinds come before its odds and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aisle.answering.relevance import is_in
from aisle.answering.words import Word, keys
from aisle.catalog.types import Product


def sizes(products: Sequence[Product]) -> Counter[str]:
    """How many of the products each narrowest category holds."""
    return Counter(product.category or "" for product in products)


def names_kind_only(words: Sequence[Word], products: Sequence[Product], language: str) -> bool:
    """Whether the words say nothing but a category that all the products are in, and no kind within it."""
    paths = [product.path for product in products]
    shared = [names[0] for names in zip(*paths, strict=False) if len(set(names)) == 1]
    if not shared or all(len(path) <= len(shared) for path in paths):
        return False
    kind = keys(" ".join(shared), language)
    return all(is_in(word, kind) for word in words)


def is_headed(step: str, words: Sequence[Word], language: str) -> bool:
    """Whether a category is such a thing: "Ultralight tents" are tents, "Tent accessories" and "Pack liners" are none."""
    return any(is_in(word, keys(step.rpartition(" ")[2], language)) for word in words)
