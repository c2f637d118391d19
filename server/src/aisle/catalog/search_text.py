"""The words a product is found by: the one place that turns a product into text for search.

Price and stock are left out on purpose: they change by the hour, and are filters and facts rather than words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aisle.catalog.clean_text import clean_body
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.types import Product

# An embedder reads a few hundred words; the rest of a long description would only be hashed and thrown away.
EMBEDDED_BODY = 2_000


@dataclass(frozen=True, slots=True)
class ProductText:
    """A product's words by field, so that each can be weighed and analysed in its own way."""

    title: str
    identifiers: str
    category: str
    attributes: str
    body: str


def product_fields(product: Product | ProductDraft) -> ProductText:
    """Every word of the product that a search may match."""
    return ProductText(
        title=product.title,
        identifiers=" ".join(_distinct(_identifiers(product))),
        category=" > ".join(part.strip() for part in (product.category or "").split("/") if part.strip()),
        attributes="; ".join(_statements(product)),
        body=clean_body(product.description),
    )


def search_text(product: Product | ProductDraft) -> str:
    """What is embedded: a short description in plain words, the most telling first.

    Identifiers stay out: a SKU means nothing to an embedder, the keyword leg finds it exactly.
    """
    fields = product_fields(product)
    parts = (fields.title, fields.category, fields.attributes, fields.body[:EMBEDDED_BODY])
    return "\n".join(part for part in parts if part)


def _identifiers(product: Product | ProductDraft) -> Iterable[str | None]:
    yield product.handle
    for variant in product.variants:
        yield variant.sku
        yield variant.barcode


def _statements(product: Product | ProductDraft) -> Iterable[str]:
    if product.brand:
        yield f"Brand: {product.brand}"
    for name, value in sorted(product.attributes.items()):
        yield f"{name}: {value}"
    for option in product.options:
        values = _distinct(variant.options.get(option) for variant in product.variants)
        if values:
            yield f"{option}: {', '.join(values)}"
    if product.tags:
        yield ", ".join(product.tags)


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
