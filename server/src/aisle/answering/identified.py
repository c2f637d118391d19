"""Products that a question calls by a SKU or a bar code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aisle.catalog.identifiers import identifier_key
from aisle.catalog.types import Product, Variant
from aisle.retrieval.identifiers import identifiers_in


def with_titles(question: str, products: Iterable[Product]) -> str:
    """The question with the titles of products in place of their numbers, so that it reads as if it named them.

    Numbers that no product here bears stay: what they mean is not known, and an answer is missing them.
    """
    said = _spoken(question)
    for product in products:
        for key in _keys_of_all(product.variants):
            for word in said.get(key, ()):
                question = question.replace(word, product.title)
    return question


def variant_called(question: str, product: Product) -> Variant | None:
    """The one variant of the product whose number the question says."""
    said = _spoken(question)
    called = [one for one in product.variants if said.keys() & set(_keys(one))]
    return called[0] if len(called) == 1 else None


def _spoken(question: str) -> dict[str, list[str]]:
    """The words of the question that are numbers of goods, as written, by what they are compared by."""
    found: dict[str, list[str]] = {}
    for word in question.split():
        bare = word.strip("\"'“”‘’()[]?!.,;:")
        for key in identifiers_in(bare):
            found.setdefault(key, []).append(bare)
    return found


def _keys_of_all(variants: Iterable[Variant]) -> list[str]:
    return list(dict.fromkeys(key for one in variants for key in _keys(one)))


def _keys(variant: Variant) -> Iterator[str]:
    yield from (identifier_key(number) for number in (variant.sku, variant.barcode) if number)
