"""Reading products and the store's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from aisle.catalog.errors import ProductNotFound
from aisle.catalog.repository import reading, words
from aisle.catalog.types import Product, ProductId
from aisle.catalog.views import CatalogWords, ProductPage
from aisle.core.db import Session


async def list_products(
    session: Session,
    *,
    category: str | None = None,
    q: str | None = None,
    after: tuple[str, UUID] | None = None,
    limit: int = 25,
) -> ProductPage:
    """Products by title. category: a path with what lies below it; q: a part of the title."""
    found = await reading.products_by_title(session, category or None, q or None, after, limit + 1)
    shown = tuple(found[:limit])
    return ProductPage(shown, (shown[-1].title, shown[-1].id) if len(found) > limit else None)


async def get_product(session: Session, product_id: UUID) -> Product:
    """One product. Raises ProductNotFound."""
    found = await reading.products_by_ids(session, [product_id])
    if not found:
        raise ProductNotFound()
    return found[0]


async def get_products(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, Product]:
    """Those of the products that the store has, by id."""
    return {product.id: product for product in await reading.products_by_ids(session, product_ids)}


async def find_by_identifiers(session: Session, keys: Sequence[str]) -> list[ProductId]:
    """Ids of products that bear a SKU or bar code, written as `identifier_key` writes them."""
    return await reading.ids_by_identifiers(session, keys) if keys else []


async def count_products(session: Session) -> int:
    """How many products the store has."""
    return await reading.count_products(session)


async def search_hashes(session: Session, after: UUID | None, most: int) -> list[tuple[UUID, bytes]]:
    """Ids of products behind a place in the order of ids, with what tells whether their words for search have changed."""
    return await reading.search_hashes(session, after, most)


async def search_hashes_of(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """The same of those among the ids that the store has."""
    return await reading.search_hashes_of(session, product_ids)


async def category_counts(session: Session) -> dict[str, int]:
    """Products by category, the fullest first; sub-categories count for themselves."""
    return await words.category_counts(session)


async def vocabulary(session: Session) -> CatalogWords:
    """Every value by which the store's products can be told apart."""
    categories = await words.category_counts(session)
    return CatalogWords(
        categories=tuple(categories),
        brands=tuple(await words.brand_counts(session)),
        tags=tuple(await words.tag_counts(session)),
        attributes=_by_name(await words.described_values(session)),
        counts=categories,
        is_rated=await words.has_ratings(session),
    )


def _by_name(described: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    values: dict[str, list[str]] = {}
    for name, value in described:
        values.setdefault(name, []).append(value)
    return {name: tuple(known) for name, known in values.items()}
