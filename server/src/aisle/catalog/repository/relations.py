"""Queries for products that the shop's own data puts beside one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.catalog.identifiers import identifier_key
from aisle.core.db import Session

# A product's relations name handles or SKUs; more of either than this is no recommendation.
MOST_ROWS = 2_000


async def relations_of(session: Session, product_id: UUID) -> dict[str, list[str]]:
    """Return the handles and SKUs that a product names, by kind of relation."""
    found = await session.fetchval(
        "SELECT relations FROM product WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        product_id,
    )
    return dict(found or {})


async def ids_by_keys(session: Session, keys: Sequence[str]) -> dict[str, UUID]:
    """Return the products that handles or SKUs name, by the name."""
    rows = await session.fetch(
        "SELECT k.name, p.id FROM unnest($3::text[]) AS k (name) JOIN product p ON p.organization_id = $1 AND p.store_id = $2"
        " AND p.handle = k.name UNION ALL SELECT k.name, v.product_id FROM unnest($3::text[], $4::text[]) AS k (name, key)"
        " JOIN variant v ON v.organization_id = $1 AND v.store_id = $2 AND v.sku_key = k.key AND k.key <> ''",
        *session.tenant,
        list(keys),
        [identifier_key(key) for key in keys],
    )
    found: dict[str, UUID] = {}
    for row in rows:
        found.setdefault(row["name"], row["id"])
    return found


async def hidden_among(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Return those products that the assistant leaves out."""
    rows = await session.fetch(
        "SELECT id FROM product WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3) AND hidden",
        *session.tenant,
        list(ids),
    )
    return {row["id"] for row in rows}


async def naming(session: Session, kind: str, keys: Sequence[str]) -> list[UUID]:
    """Return products that name one of these handles or SKUs."""
    rows = await session.fetch(
        "SELECT id FROM product WHERE organization_id = $1 AND store_id = $2 AND relations -> $3 ?| $4"
        f" ORDER BY title, id LIMIT {MOST_ROWS}",
        *session.tenant,
        kind,
        list(keys),
    )
    return [row["id"] for row in rows]


async def named_in_category(session: Session, kind: str, category: str) -> list[tuple[UUID, list[str]]]:
    """Return what products of a category name, by product."""
    rows = await session.fetch(
        "SELECT id, relations -> $3 AS named FROM product WHERE organization_id = $1 AND store_id = $2"
        f" AND category = $4 AND relations ? $3 ORDER BY id LIMIT {MOST_ROWS}",
        *session.tenant,
        kind,
        category,
    )
    return [(row["id"], row["named"]) for row in rows]


async def having_attributes(session: Session, names: Sequence[str]) -> list[Any]:
    """Return id, title and the values of products that have any of some attributes."""
    return await session.fetch(
        "SELECT p.id, a.key AS name, a.value FROM product p, jsonb_each_text(p.attributes) a"
        " WHERE p.organization_id = $1 AND p.store_id = $2 AND p.attributes ?| $3 AND a.key = ANY($3)"
        f" ORDER BY p.title, p.id LIMIT {MOST_ROWS}",
        *session.tenant,
        list(names),
    )


async def ids_by_titles(session: Session, titles: Sequence[str]) -> list[UUID]:
    """Return products of these titles."""
    rows = await session.fetch(
        "SELECT id FROM product WHERE organization_id = $1 AND store_id = $2 AND lower(title) = ANY($3)"
        " ORDER BY title, id LIMIT 100",
        *session.tenant,
        [title.lower() for title in titles],
    )
    return [row["id"] for row in rows]
