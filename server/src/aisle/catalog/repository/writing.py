"""Queries that write products in batches: a handful of statements, however many products."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.catalog.batches import PlannedProduct, StoredHashes
from aisle.catalog.drafts import VariantDraft
from aisle.catalog.identifiers import identifier_key
from aisle.catalog.measures import measures_of
from aisle.catalog.repository.sizes import write_sizes
from aisle.catalog.types import ProductId, in_stock_of, price_range_of
from aisle.core.db import Session
from aisle.core.ids import new_id

PRODUCT_COLUMNS = (
    "id uuid, handle text, title text, description text, brand text, category text, tags text[], url text,"
    " images jsonb, attributes jsonb, options text[], measures jsonb, relations jsonb, rating numeric, rating_count integer, price_min numeric, price_max numeric, currency text,"
    " in_stock boolean, overridden text[], hidden boolean, content_hash text, search_hash text, source_hash text"
)
VARIANT_COLUMNS = (
    "id uuid, product_id uuid, position integer, sku text, sku_key text, barcode text, title text, options jsonb,"
    " measures jsonb, price numeric, compare_at numeric, currency text, stock integer, availability text"
)

VariantIds = dict[tuple[UUID, str], UUID]


_CATALOG = "hashtextextended('catalog:' || ($1::uuid)::text || ($2::uuid)::text, 0)"


async def lock_catalog(session: Session) -> None:
    """Let one transaction at a time write this store's products."""
    await session.execute(f"SELECT pg_advisory_xact_lock({_CATALOG})", *session.tenant)


async def keep_catalog(session: Session) -> None:
    """Let nobody write this store's products until this transaction ends, so that what it reads of them fits together."""
    await session.execute(f"SELECT pg_advisory_xact_lock_shared({_CATALOG})", *session.tenant)


async def stored_hashes(session: Session, handles: Sequence[str]) -> dict[str, StoredHashes]:
    """What is stored under these handles."""
    rows = await session.fetch(
        "SELECT id, handle, content_hash, search_hash FROM product"
        " WHERE organization_id = $1 AND store_id = $2 AND handle = ANY($3)",
        *session.tenant,
        list(handles),
    )
    return {
        row["handle"]: StoredHashes(ProductId(row["id"]), row["content_hash"], row["search_hash"])
        for row in rows
    }


async def write_products(session: Session, products: Sequence[PlannedProduct], as_of: datetime) -> None:
    """Insert or update the products, with their variants as given and no others."""
    async with _references_by_key(session):
        await _write(session, products, as_of)
        await write_sizes(session, products)


@asynccontextmanager
async def _references_by_key(session: Session) -> AsyncIterator[None]:
    """Have the reference of each row looked up by one plan for all tenants, which goes by the key.

    Planned for a tenant that no statistics know yet, it takes any index that begins with the tenant, and reads all of
    the store's products for each variant.
    """
    await session.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    yield
    await session.execute("SET LOCAL plan_cache_mode = DEFAULT")


async def _write(session: Session, products: Sequence[PlannedProduct], as_of: datetime) -> None:
    known = await variant_ids(session, [product.id for product in products if not product.is_new])
    await session.execute(
        "INSERT INTO product (organization_id, store_id, id, handle, title, description, brand, category, tags, url,"
        " images, attributes, options, measures, relations, rating, rating_count, price_min, price_max, currency, in_stock,"
        " overridden, hidden, content_hash, search_hash, source_hash, as_of)"
        " SELECT $1, $2, id, handle, title, description, brand, category, tags, url, images, attributes, options,"
        " measures, relations, rating, rating_count, price_min, price_max, currency, in_stock, overridden, hidden,"
        " decode(content_hash, 'hex'), decode(search_hash, 'hex'), decode(source_hash, 'hex'), $4"
        f" FROM jsonb_to_recordset($3) AS given({PRODUCT_COLUMNS})"
        " ON CONFLICT (organization_id, store_id, id) DO UPDATE SET title = excluded.title,"
        " description = excluded.description, brand = excluded.brand, category = excluded.category,"
        " tags = excluded.tags, url = excluded.url, images = excluded.images, attributes = excluded.attributes,"
        " options = excluded.options,"
        " measures = excluded.measures, relations = excluded.relations, rating = excluded.rating,"
        " rating_count = excluded.rating_count, price_min = excluded.price_min, price_max = excluded.price_max,"
        " currency = excluded.currency, in_stock = excluded.in_stock, overridden = excluded.overridden,"
        " hidden = excluded.hidden, content_hash = excluded.content_hash, search_hash = excluded.search_hash,"
        " source_hash = excluded.source_hash, as_of = excluded.as_of, updated_at = now()",
        *session.tenant,
        [product_row(product) for product in products],
        as_of,
    )
    # Positions are unique, so they cannot be exchanged in place; ids are kept for what points to them.
    await session.execute(
        "DELETE FROM variant WHERE organization_id = $1 AND store_id = $2 AND product_id = ANY($3)",
        *session.tenant,
        [product.id for product in products if not product.is_new],
    )
    await session.execute(
        "INSERT INTO variant (organization_id, store_id, id, product_id, position, sku, sku_key, barcode, title,"
        " options, measures, price, compare_at, currency, stock, availability, as_of)"
        " SELECT $1, $2, id, product_id, position, sku, sku_key, barcode, title, options, measures, price, compare_at, currency,"
        f" stock, availability, $4 FROM jsonb_to_recordset($3) AS given({VARIANT_COLUMNS})",
        *session.tenant,
        [row for product in products for row in _variant_rows(product, known)],
        as_of,
    )


async def handles_after(session: Session, after: str, most: int) -> list[tuple[ProductId, str]]:
    """Ids and handles in the order of handles."""
    rows = await session.fetch(
        "SELECT id, handle FROM product WHERE organization_id = $1 AND store_id = $2 AND handle > $3"
        " ORDER BY handle LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [(ProductId(row["id"]), row["handle"]) for row in rows]


async def delete_products(session: Session, ids: Sequence[UUID]) -> None:
    """Delete products with their variants."""
    await session.execute(
        "DELETE FROM product WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(ids),
    )


async def variant_ids(session: Session, product_ids: Sequence[UUID]) -> VariantIds:
    """Ids of stored variants by what tells them apart within their product."""
    if not product_ids:
        return {}
    rows = await session.fetch(
        "SELECT id, product_id, sku, options FROM variant"
        " WHERE organization_id = $1 AND store_id = $2 AND product_id = ANY($3) ORDER BY product_id, position DESC",
        *session.tenant,
        list(product_ids),
    )
    return {(row["product_id"], mark_of(row["sku"], row["options"])): row["id"] for row in rows}


def mark_of(sku: str | None, options: Mapping[str, str]) -> str:
    """Return what tells a variant apart within its product."""
    return f"sku {sku}" if sku else json.dumps(options, sort_keys=True)


def product_row(product: PlannedProduct) -> dict[str, Any]:
    draft = product.draft
    prices = price_range_of(variant.price for variant in draft.variants)
    return {
        "id": str(product.id),
        "handle": draft.handle,
        "title": draft.title,
        "description": draft.description,
        "brand": draft.brand,
        "category": draft.category,
        "tags": draft.tags,
        "url": draft.url,
        "images": [{"url": image.url, "alt": image.alt} for image in draft.images],
        "attributes": draft.attributes,
        "options": draft.options,
        "measures": measures_of(draft.attributes),
        "relations": draft.relations,
        "rating": str(draft.rating.average) if draft.rating else None,
        "rating_count": draft.rating.count if draft.rating else None,
        "price_min": str(prices.lowest.amount) if prices else None,
        "price_max": str(prices.highest.amount) if prices else None,
        "currency": prices.lowest.currency if prices else None,
        "in_stock": in_stock_of(variant.availability for variant in draft.variants),
        "overridden": sorted(product.overrides.by_field),
        "hidden": product.overrides.hidden,
        "content_hash": product.content_hash.hex(),
        "search_hash": product.search_hash.hex(),
        "source_hash": product.source_hash.hex() if product.source_hash else None,
    }


def _variant_rows(product: PlannedProduct, known: VariantIds) -> list[dict[str, Any]]:
    return [
        variant_row(
            product.id, place, variant, known.pop((product.id, mark_of(variant.sku, variant.options)), None)
        )
        for place, variant in enumerate(product.draft.variants)
    ]


def variant_row(product_id: UUID, place: int, variant: VariantDraft, known: UUID | None) -> dict[str, Any]:
    money = variant.price or variant.compare_at
    return {
        "id": str(known or new_id()),
        "product_id": str(product_id),
        "position": place,
        "sku": variant.sku,
        "sku_key": identifier_key(variant.sku) if variant.sku else None,
        "barcode": variant.barcode,
        "title": variant.title,
        "options": variant.options,
        "measures": measures_of(variant.options),
        "price": str(variant.price.amount) if variant.price else None,
        "compare_at": str(variant.compare_at.amount) if variant.compare_at else None,
        "currency": money.currency if money else None,
        "stock": variant.stock,
        "availability": variant.availability.value,
    }
