"""Queries that read products with their variants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.catalog.identifiers import barcodes_of
from aisle.catalog.types import Availability, Image, Money, Product, ProductId, Rating, Variant, VariantId
from aisle.core.db import Session
from aisle.core.ids import ids_among

_PRODUCT = "id, handle, title, description, brand, category, tags, url, images, attributes, options, as_of, updated_at, rating, rating_count, overridden, hidden"
_VARIANT = (
    "id, product_id, sku, barcode, title, options, price, compare_at, currency, stock, availability, as_of"
)


async def products_by_ids(session: Session, ids: Sequence[UUID]) -> list[Product]:
    """Products among the ids that the store has, in no order."""
    rows = await session.fetch(
        f"SELECT {_PRODUCT} FROM product WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(ids),
    )
    return await _with_variants(session, rows)


async def products_by_title(
    session: Session, category: str | None, q: str | None, after: tuple[str, UUID] | None, most: int
) -> list[Product]:
    """Products behind a place in the order of titles; a category holds what lies below it."""
    title, product_id = after or (None, None)
    rows = await session.fetch(
        f"SELECT {_PRODUCT} FROM product WHERE organization_id = $1 AND store_id = $2"
        " AND ($3::text IS NULL OR category = $3 OR category LIKE $4)"
        " AND ($5::text IS NULL OR title ILIKE $5)"
        " AND ($6::text IS NULL OR (title, id) > ($6, $7::uuid)) ORDER BY title, id LIMIT $8",
        *session.tenant,
        category,
        f"{_plain(category)}/%" if category else None,
        f"%{_plain(q)}%" if q else None,
        title,
        product_id,
        most,
    )
    return await _with_variants(session, rows)


async def ids_by_identifiers(session: Session, keys: Sequence[str]) -> list[ProductId]:
    """Ids of products with a variant of these SKUs or bar codes, keys as `identifier_key` makes them."""
    rows = await session.fetch(
        "SELECT DISTINCT v.product_id FROM variant v JOIN product p ON p.organization_id = $1 AND p.store_id = $2"
        " AND p.id = v.product_id AND NOT p.hidden WHERE v.organization_id = $1 AND v.store_id = $2"
        " AND (v.sku_key = ANY($3) OR v.barcode = ANY($4)) LIMIT 100",
        *session.tenant,
        list(keys),
        [code for key in keys for code in barcodes_of(key)],
    )
    return [ProductId(row["product_id"]) for row in rows]


async def search_hashes(session: Session, after: UUID | None, most: int) -> list[tuple[UUID, bytes]]:
    """Ids and hashes of the words for search, by id, of products behind a place in the order of ids."""
    rows = await session.fetch(
        "SELECT id, search_hash FROM product WHERE organization_id = $1 AND store_id = $2 AND NOT hidden"
        " AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [(row["id"], row["search_hash"]) for row in rows]


async def search_hashes_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """Hashes of the words for search, of those products that the store has."""
    rows = await session.fetch(
        "SELECT id, search_hash FROM product WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3) AND NOT hidden",
        *session.tenant,
        list(ids),
    )
    return {row["id"]: row["search_hash"] for row in rows}


async def categories_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Categories of those products that the store has and that are in one."""
    rows = await session.fetch_planned(
        "SELECT id, category FROM product WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)"
        " AND category IS NOT NULL",
        *session.tenant,
        list(ids),
    )
    return {row["id"]: row["category"] for row in rows}


async def ids_by_name(session: Session, names: Sequence[str]) -> dict[str, ProductId]:
    """Ids of the products with these handles or ids, by what they were asked for by."""
    rows = await session.fetch(
        "SELECT n.name, p.id FROM unnest($3::text[]) AS n (name) JOIN product p ON p.organization_id = $1 AND p.store_id = $2"
        " AND p.handle = n.name AND NOT p.hidden"
        " UNION ALL SELECT n.name, p.id FROM unnest($4::text[], $5::uuid[]) AS n (name, id)"
        " JOIN product p ON p.organization_id = $1 AND p.store_id = $2 AND p.id = n.id AND NOT p.hidden",
        *session.tenant,
        list(names),
        *ids_among(names),
    )
    return {row["name"]: ProductId(row["id"]) for row in rows}


async def sample_titles(session: Session, most: int) -> list[tuple[UUID, str]]:
    """Ids and titles of some products whose title no other one has: any, but the same ones every time."""
    rows = await session.fetch(
        "SELECT min(id::text)::uuid AS id, title FROM product WHERE organization_id = $1 AND store_id = $2 AND NOT hidden"
        " GROUP BY title HAVING count(*) = 1 ORDER BY md5(title) LIMIT $3",
        *session.tenant,
        most,
    )
    return [(row["id"], row["title"]) for row in rows]


async def count_products(session: Session) -> int:
    """How many products the store has."""
    found = await session.fetchval(
        "SELECT count(*) FROM product WHERE organization_id = $1 AND store_id = $2 AND NOT hidden",
        *session.tenant,
    )
    return int(found)


async def count_all_products(session: Session) -> int:
    """How many products the store has, those that the assistant leaves out too."""
    found = await session.fetchval(
        "SELECT count(*) FROM product WHERE organization_id = $1 AND store_id = $2", *session.tenant
    )
    return int(found)


async def other_currencies(session: Session, currency: str) -> dict[str, int]:
    """Count the store's variants with prices in other currencies than this, by currency."""
    rows = await session.fetch(
        "SELECT currency, count(*) AS n FROM variant WHERE organization_id = $1 AND store_id = $2"
        " AND price IS NOT NULL AND currency <> $3 GROUP BY currency",
        *session.tenant,
        currency,
    )
    return {row["currency"]: row["n"] for row in rows}


async def _with_variants(session: Session, rows: Sequence[Any]) -> list[Product]:
    variants: dict[UUID, list[Variant]] = {row["id"]: [] for row in rows}
    if rows:
        for row in await session.fetch(
            f"SELECT {_VARIANT} FROM variant WHERE organization_id = $1 AND store_id = $2 AND product_id = ANY($3)"
            " ORDER BY product_id, position",
            *session.tenant,
            list(variants),
        ):
            variants[row["product_id"]].append(_variant(row))
    return [_product(row, tuple(variants[row["id"]])) for row in rows]


def _product(row: Any, variants: tuple[Variant, ...]) -> Product:
    return Product(
        id=ProductId(row["id"]),
        handle=row["handle"],
        title=row["title"],
        description=row["description"],
        brand=row["brand"],
        category=row["category"],
        tags=tuple(row["tags"]),
        url=row["url"],
        images=tuple(Image(image["url"], image["alt"]) for image in row["images"]),
        attributes=row["attributes"],
        options=tuple(row["options"]),
        variants=variants,
        as_of=row["as_of"],
        updated_at=row["updated_at"],
        rating=Rating(row["rating"], row["rating_count"]) if row["rating"] is not None else None,
        overridden=tuple(row["overridden"]),
        hidden=row["hidden"],
    )


def _variant(row: Any) -> Variant:
    def money(column: str) -> Money | None:
        return Money(row[column], row["currency"]) if row[column] is not None else None

    return Variant(
        id=VariantId(row["id"]),
        sku=row["sku"],
        barcode=row["barcode"],
        title=row["title"],
        options=row["options"],
        price=money("price"),
        compare_at=money("compare_at"),
        stock=row["stock"],
        availability=Availability(row["availability"]),
        as_of=row["as_of"],
    )


def _plain(text: str) -> str:
    """Text in which LIKE finds no marks of its own."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
