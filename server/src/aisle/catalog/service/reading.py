"""Reading products and the store's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from aisle.catalog.categories import Category, find_category
from aisle.catalog.comparing import FEWEST_COMPARED, MOST_COMPARED, ComparedRow, compare
from aisle.catalog.errors import CategoryNotFound, ComparisonRefused, ProductNotFound
from aisle.catalog.repository import reading, relations, words
from aisle.catalog.types import Product, ProductId
from aisle.catalog.views import CatalogWords, ProductPage
from aisle.core.db import Session

LONGEST_NAME = 200  # characters of a handle or SKU that is asked for


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
    """Those of the products that the store has, by id; none need no statement."""
    if not product_ids:
        return {}
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


async def categories_of(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Paths of the categories of those products that are in one, by id."""
    return await reading.categories_of(session, product_ids)


async def ids_by_name(session: Session, names: Sequence[str]) -> dict[str, ProductId]:
    """Ids of the products with these handles or ids, by what they were asked for by."""
    return await reading.ids_by_name(session, names) if names else {}


async def sample_titles(session: Session, most: int) -> list[tuple[UUID, str]]:
    """Ids and titles of some products whose title no other one has: any, but the same ones every time."""
    return await reading.sample_titles(session, most)


async def category_counts(session: Session) -> dict[str, int]:
    """Products by category, the fullest first; sub-categories count for themselves."""
    return await words.category_counts(session)


async def ids_of(session: Session, names: Sequence[str]) -> list[UUID]:
    """The products that ids, handles or SKUs name, in their order. Raises ProductNotFound."""
    # What no product can be called is not looked for: the database would refuse it.
    known = await relations.ids_by_keys(session, [name for name in names if _may_be_a_name(name)])
    found = [known.get(name) or _id_in(name) for name in names]
    if missing := [name for name, one in zip(names, found, strict=True) if one is None]:
        raise ProductNotFound(f"No product has the id, handle or SKU “{missing[0]}”.")
    return [one for one in found if one is not None]


def _may_be_a_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and text.isprintable()


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def get_category(session: Session, path: str, depth: int) -> Category:
    """A category with `depth` levels below it; "" is the whole store. Raises CategoryNotFound."""
    found = find_category(await words.category_counts(session), path, depth)
    if found is None:
        raise CategoryNotFound()
    return found


async def get_compared(
    session: Session, product_ids: Sequence[UUID]
) -> tuple[list[Product], tuple[ComparedRow, ...]]:
    """Products side by side, in the order of the ids. Raises ProductNotFound, ComparisonRefused."""
    wanted = list(dict.fromkeys(product_ids))
    if not FEWEST_COMPARED <= len(wanted) <= MOST_COMPARED:
        raise ComparisonRefused(f"Name {FEWEST_COMPARED} to {MOST_COMPARED} different products.")
    found = await get_products(session, wanted)
    if missing := [str(one) for one in wanted if one not in found]:
        raise ProductNotFound(f"There is no product {', '.join(missing)} here.")
    products = [found[one] for one in wanted]
    return products, compare(products)


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
