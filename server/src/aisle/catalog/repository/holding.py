"""Queries on products that wait beside the live ones: written ahead in portions, made live in a few statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.catalog.batches import StoredHashes
from aisle.catalog.holding import HeldProduct
from aisle.catalog.repository.sizes import sizes_of
from aisle.catalog.repository.writing import PRODUCT_COLUMNS, VARIANT_COLUMNS, product_row, variant_row
from aisle.catalog.types import ProductId
from aisle.core.db import Session

MANY = 1_000  # products that are written at once
_HELD = "organization_id = $1 AND store_id = $2 AND holder = $3"
_OF_HOLDER = "h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3"
_NAMES = (
    "handle, title, description, brand, category, tags, url, images, attributes, options, measures, relations, rating,"
    " rating_count, price_min, price_max, currency, in_stock, overridden, hidden"
)
_VARIANT_NAMES = "id, product_id, position, sku, sku_key, barcode, title, options, measures, price, compare_at, currency, stock, availability"


async def hashes_by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, StoredHashes]:
    """Return what is known of stored products without reading them."""
    rows = await session.fetch(
        "SELECT id, content_hash, search_hash FROM product"
        " WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(ids),
    )
    return {
        row["id"]: StoredHashes(ProductId(row["id"]), row["content_hash"], row["search_hash"]) for row in rows
    }


async def ids_by_handles(session: Session, handles: Sequence[str]) -> dict[str, UUID]:
    """Return the ids of stored products by their handles."""
    rows = await session.fetch(
        "SELECT id, handle FROM product WHERE organization_id = $1 AND store_id = $2 AND handle = ANY($3)",
        *session.tenant,
        list(handles),
    )
    return {row["handle"]: row["id"] for row in rows}


async def hold_products(session: Session, holder: UUID, products: Sequence[HeldProduct]) -> None:
    """Keep products for their holder, in place of what it keeps of them already."""
    await session.execute(
        "INSERT INTO held_product (organization_id, store_id, holder, product_id, expected, handle, product, variants, sizes, own, as_of)"
        " SELECT $1, $2, $3, id, expected, product::jsonb ->> 'handle', product::jsonb, variants::jsonb, sizes::jsonb, own::jsonb, as_of"
        " FROM unnest($4::uuid[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[])"
        " AS given (id, expected, product, variants, sizes, own, as_of)"
        " ON CONFLICT (organization_id, store_id, holder, product_id) DO UPDATE SET expected = excluded.expected,"
        " handle = excluded.handle, product = excluded.product, variants = excluded.variants, sizes = excluded.sizes, own = excluded.own,"
        " as_of = excluded.as_of",
        *session.tenant,
        holder,
        [one.id for one in products],
        [one.expected for one in products],
        [json.dumps(product_row(one.planned)) if one.planned else None for one in products],
        [json.dumps(_variants(one)) for one in products],
        [json.dumps(_sizes(one)) for one in products],
        [json.dumps(dict(one.planned.own) if one.planned else {}) for one in products],
        [one.as_of for one in products],
    )


async def held_handles(session: Session, holder: UUID, handles: Sequence[str]) -> dict[str, UUID]:
    """Return which product a holder keeps under each of these handles."""
    rows = await session.fetch(
        f"SELECT handle, product_id FROM held_product WHERE {_HELD} AND handle = ANY($4)",
        *session.tenant,
        holder,
        list(handles),
    )
    return {row["handle"]: row["product_id"] for row in rows}


async def stale(session: Session, holder: UUID, most: int) -> list[UUID]:
    """Return held products that were planned with another state of the catalogue than there is now."""
    rows = await session.fetch(
        "SELECT h.product_id FROM held_product h LEFT JOIN product p"
        " ON p.organization_id = $1 AND p.store_id = $2 AND p.id = h.product_id"
        " WHERE h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3"
        " AND p.content_hash IS DISTINCT FROM h.expected LIMIT $4",
        *session.tenant,
        holder,
        most,
    )
    return [row["product_id"] for row in rows]


async def taken_handles(session: Session, holder: UUID, most: int) -> list[UUID]:
    """Return held products whose handle another product has, which its holder neither removes nor renames."""
    rows = await session.fetch(
        "SELECT h.product_id FROM held_product h JOIN product p ON p.organization_id = $1 AND p.store_id = $2"
        " AND p.handle = h.handle AND p.id <> h.product_id"
        " WHERE h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3 AND h.product IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM held_product o WHERE o.organization_id = $1 AND o.store_id = $2"
        " AND o.holder = $3 AND o.product_id = p.id) LIMIT $4",
        *session.tenant,
        holder,
        most,
    )
    return [row["product_id"] for row in rows]


async def switch(session: Session, holder: UUID) -> tuple[int, int]:
    """Make held products the live ones: a handful of statements, however many. Returns how many were written and removed.

    The caller holds the catalogue's lock and has made sure that none is stale.
    """
    # Each row's references are looked up by one plan for all tenants, which goes by the key: see `write_products`.
    await session.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    removed = await session.execute(
        "DELETE FROM product p USING held_product h WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = h.product_id"
        " AND h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3 AND h.product IS NULL",
        *session.tenant,
        holder,
    )
    for table in ("product_measure", "variant"):
        # Only of products that stay: those of the removed went with them, new ones have none.
        await session.execute(
            f"DELETE FROM {table} t USING held_product h WHERE t.organization_id = $1 AND t.store_id = $2"
            " AND t.product_id = h.product_id AND h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3"
            " AND h.expected IS NOT NULL",
            *session.tenant,
            holder,
        )
    # Two products may exchange their handles: those that change theirs let go of them first.
    await session.execute(
        "UPDATE product p SET handle = 'held:' || p.id FROM held_product h WHERE p.organization_id = $1 AND p.store_id = $2"
        " AND p.id = h.product_id AND h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3"
        " AND h.expected IS NOT NULL AND p.handle <> h.handle",
        *session.tenant,
        holder,
    )
    sets = ", ".join(f"{name.strip()} = excluded.{name.strip()}" for name in _NAMES.split(","))
    written = await session.execute(
        f"INSERT INTO product (organization_id, store_id, id, {_NAMES}, content_hash, search_hash, source_hash, as_of)"
        f" SELECT $1, $2, given.id, {', '.join('given.' + name.strip() for name in _NAMES.split(','))},"
        " decode(given.content_hash, 'hex'), decode(given.search_hash, 'hex'), decode(given.source_hash, 'hex'), h.as_of"
        f" FROM held_product h CROSS JOIN LATERAL jsonb_to_record(h.product) AS given({PRODUCT_COLUMNS})"
        f" WHERE {_OF_HOLDER} AND h.product IS NOT NULL"
        f" ON CONFLICT (organization_id, store_id, id) DO UPDATE SET {sets}, content_hash = excluded.content_hash,"
        " search_hash = excluded.search_hash, source_hash = excluded.source_hash, as_of = excluded.as_of, updated_at = now()",
        *session.tenant,
        holder,
    )
    await _write_own(session, holder)
    if written > MANY:
        # Else each variant's product is looked up by a plan that was made for a table without rows.
        await session.execute("CALL aisle.refresh_statistics()")
    given = ", ".join("given." + name.strip() for name in _VARIANT_NAMES.split(","))
    await session.execute(
        f"INSERT INTO variant (organization_id, store_id, {_VARIANT_NAMES}, as_of)"
        f" SELECT $1, $2, {given}, coalesce(given.as_of, h.as_of)"
        " FROM held_product h CROSS JOIN LATERAL"
        f" jsonb_to_recordset(h.variants) AS given({VARIANT_COLUMNS}, as_of timestamptz)"
        f" WHERE {_OF_HOLDER} AND h.product IS NOT NULL",
        *session.tenant,
        holder,
    )
    await session.execute(
        "INSERT INTO product_measure (organization_id, store_id, product_id, name, kind, size)"
        " SELECT $1, $2, h.product_id, s ->> 0, s ->> 1, (s ->> 2)::float8 FROM held_product h, jsonb_array_elements(h.sizes) s"
        f" WHERE {_OF_HOLDER} AND h.product IS NOT NULL",
        *session.tenant,
        holder,
    )
    await session.execute("SET LOCAL plan_cache_mode = DEFAULT")
    return written, removed


async def _write_own(session: Session, holder: UUID) -> None:
    """Remember what the sources say now where merchants say something else."""
    await session.execute(
        "UPDATE product_override o SET own = h.own -> o.field,"
        " own_changed_at = CASE WHEN h.own -> o.field IS DISTINCT FROM o.own_then THEN now() END FROM held_product h"
        " WHERE o.organization_id = $1 AND o.store_id = $2 AND o.product_id = h.product_id AND h.own ? o.field"
        f" AND h.own -> o.field IS DISTINCT FROM o.own AND {_OF_HOLDER} AND h.product IS NOT NULL AND h.own <> '{{}}'",
        *session.tenant,
        holder,
    )


async def with_other_pictures(session: Session, holder: UUID) -> list[UUID]:
    """Return held products that will show other pictures than they do, the new ones among them."""
    rows = await session.fetch(
        "SELECT h.product_id FROM held_product h LEFT JOIN product p"
        " ON p.organization_id = $1 AND p.store_id = $2 AND p.id = h.product_id"
        f" WHERE {_OF_HOLDER} AND h.product IS NOT NULL"
        " AND coalesce(p.images, '[]') IS DISTINCT FROM h.product -> 'images'",
        *session.tenant,
        holder,
    )
    return [row["product_id"] for row in rows]


async def removed_ids(session: Session, holder: UUID, after: UUID | None, most: int) -> list[UUID]:
    """Return held products that go, behind a place in the order of ids."""
    rows = await session.fetch(
        f"SELECT product_id FROM held_product WHERE {_HELD} AND product IS NULL AND ($4::uuid IS NULL OR product_id > $4)"
        " ORDER BY product_id LIMIT $5",
        *session.tenant,
        holder,
        after,
        most,
    )
    return [row["product_id"] for row in rows]


async def let_go(session: Session, holder: UUID, ids: Sequence[UUID] | None = None) -> None:
    """Forget what a holder keeps: all of it, or some products."""
    await session.execute(
        f"DELETE FROM held_product WHERE {_HELD} AND ($4::uuid[] IS NULL OR product_id = ANY($4))",
        *session.tenant,
        holder,
        list(ids) if ids is not None else None,
    )


async def compared(session: Session, holder: UUID) -> dict[str, int]:
    """Count what a switch would do: products before, new, changed, removed; variants in both, and those with another price."""
    row: Any = await session.fetchrow(
        "SELECT (SELECT count(*) FROM product WHERE organization_id = $1 AND store_id = $2) AS before,"
        " count(*) FILTER (WHERE product IS NOT NULL AND expected IS NULL) AS added,"
        " count(*) FILTER (WHERE product IS NOT NULL AND expected IS NOT NULL) AS changed,"
        f" count(*) FILTER (WHERE product IS NULL) AS removed FROM held_product WHERE {_HELD}",
        *session.tenant,
        holder,
    )
    prices: Any = await session.fetchrow(
        "SELECT count(*) AS variants, count(*) FILTER (WHERE v.price IS DISTINCT FROM given.price) AS prices"
        " FROM held_product h CROSS JOIN LATERAL jsonb_to_recordset(h.variants) AS given(id uuid, price numeric)"
        " JOIN variant v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = given.id"
        f" WHERE {_OF_HOLDER}",
        *session.tenant,
        holder,
    )
    return {**dict(row), **dict(prices)}


def _variants(one: HeldProduct) -> list[dict[str, Any]]:
    if one.planned is None:
        return []
    return [
        variant_row(one.id, place, draft, held.id) | {"as_of": _written(held.as_of)}
        for place, (draft, held) in enumerate(zip(one.planned.draft.variants, one.variants, strict=True))
    ]


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _sizes(one: HeldProduct) -> list[tuple[str, str, float]]:
    return sorted(sizes_of(one.planned)) if one.planned else []
