"""Queries on what merchants say in place of their sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from aisle.catalog.batches import PlannedProduct
from aisle.catalog.overriding.types import Override, Overrides
from aisle.catalog.repository.sizes import write_sizes
from aisle.catalog.repository.writing import PRODUCT_COLUMNS, product_row
from aisle.core.db import Session

_HERE = "organization_id = $1 AND store_id = $2"


async def overrides_of(session: Session, product_ids: Iterable[UUID]) -> dict[UUID, Overrides]:
    """Return what stands in place of the sources' words, by product; products without any are absent."""
    rows = await session.fetch(
        f"SELECT * FROM product_override WHERE {_HERE} AND product_id = ANY($3) ORDER BY product_id, field",
        *session.tenant,
        list(product_ids),
    )
    found: dict[UUID, dict[str, Override]] = {}
    for row in rows:
        found.setdefault(row["product_id"], {})[row["field"]] = _override(row)
    return {id_: Overrides(by_field) for id_, by_field in found.items()}


async def save(session: Session, said: Sequence[tuple[UUID, Override]]) -> None:
    """Let these stand, each in place of what stood there."""
    await session.execute(
        "INSERT INTO product_override (organization_id, store_id, product_id, field, value, own, own_then, own_changed_at,"
        " change_id, edit_id, why, set_by, set_at) SELECT $1, $2, g.product_id, g.field, g.value::jsonb, g.own::jsonb,"
        " g.own_then::jsonb, g.own_changed_at, g.change_id, g.edit_id, g.why, g.set_by, g.set_at FROM unnest($3::uuid[],"
        " $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::uuid[], $10::uuid[], $11::text[],"
        " $12::text[], $13::timestamptz[]) AS g (product_id, field, value, own, own_then, own_changed_at, change_id,"
        " edit_id, why, set_by, set_at)"
        " ON CONFLICT (organization_id, store_id, product_id, field) DO UPDATE SET value = excluded.value,"
        " own = excluded.own, own_then = excluded.own_then, own_changed_at = excluded.own_changed_at,"
        " change_id = excluded.change_id, edit_id = excluded.edit_id, why = excluded.why, set_by = excluded.set_by,"
        " set_at = excluded.set_at",
        *session.tenant,
        [id_ for id_, _ in said],
        [one.field for _, one in said],
        [json.dumps(one.value) for _, one in said],
        [json.dumps(one.own) for _, one in said],
        [json.dumps(one.own_then) for _, one in said],
        [one.own_changed_at for _, one in said],
        [one.change_id for _, one in said],
        [one.edit_id for _, one in said],
        [one.why for _, one in said],
        [one.set_by for _, one in said],
        [one.set_at for _, one in said],
    )


async def take_back(session: Session, fields: Sequence[tuple[UUID, str]]) -> None:
    """Let the sources' words stand again in these fields."""
    await session.execute(
        "DELETE FROM product_override o USING unnest($3::uuid[], $4::text[]) AS g (product_id, field)"
        " WHERE o.organization_id = $1 AND o.store_id = $2 AND o.product_id = g.product_id AND o.field = g.field",
        *session.tenant,
        [id_ for id_, _ in fields],
        [name for _, name in fields],
    )


async def forget(session: Session, product_ids: Sequence[UUID]) -> None:
    """Forget what is said of products that will not come again."""
    await session.execute(
        f"DELETE FROM product_override WHERE {_HERE} AND product_id = ANY($3)",
        *session.tenant,
        list(product_ids),
    )


async def write_own(session: Session, products: Iterable[PlannedProduct]) -> None:
    """Remember what a source says now where merchants say something else; in the transaction that writes the products."""
    said = [(one.id, name, json.dumps(value)) for one in products for name, value in one.own.items()]
    if not said:
        return
    await session.execute(
        "UPDATE product_override o SET own = g.own::jsonb,"
        " own_changed_at = CASE WHEN g.own::jsonb IS DISTINCT FROM o.own_then THEN now() END"
        " FROM unnest($3::uuid[], $4::text[], $5::text[]) AS g (product_id, field, own) WHERE o.organization_id = $1"
        " AND o.store_id = $2 AND o.product_id = g.product_id AND o.field = g.field AND o.own IS DISTINCT FROM g.own::jsonb",
        *session.tenant,
        *([list(column) for column in zip(*said, strict=True)]),
    )


async def write_shown(
    session: Session, products: Sequence[PlannedProduct], titles: Mapping[UUID, str]
) -> None:
    """Let products that stand say what was planned, their variants' facts as they are. titles: of variants, by id."""
    await session.execute(
        "UPDATE product p SET title = g.title, description = g.description, brand = g.brand, category = g.category,"
        " tags = g.tags, images = g.images, attributes = g.attributes, measures = g.measures, overridden = g.overridden,"
        " hidden = g.hidden, content_hash = decode(g.content_hash, 'hex'), search_hash = decode(g.search_hash, 'hex'),"
        " source_hash = decode(g.source_hash, 'hex'), updated_at = now()"
        f" FROM jsonb_to_recordset($3) AS g({PRODUCT_COLUMNS})"
        " WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = g.id",
        *session.tenant,
        [product_row(product) for product in products],
    )
    if titles:
        await session.execute(
            "UPDATE variant v SET title = g.title FROM unnest($3::uuid[], $4::text[]) AS g (id, title)"
            " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.id = g.id",
            *session.tenant,
            list(titles),
            list(titles.values()),
        )
    await write_sizes(session, products)


async def hashes_of(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, tuple[bytes, bytes]]:
    """Return the fingerprints of products: as they are shown, and of what their sources say."""
    rows = await session.fetch(
        f"SELECT id, content_hash, coalesce(source_hash, content_hash) AS source_hash FROM product WHERE {_HERE}"
        " AND id = ANY($3)",
        *session.tenant,
        list(product_ids),
    )
    return {row["id"]: (row["content_hash"], row["source_hash"]) for row in rows}


def _override(row: Any) -> Override:
    return Override(**{one.name: row[one.name] for one in fields(Override)})
