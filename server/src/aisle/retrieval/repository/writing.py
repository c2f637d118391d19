"""Queries that change an index version's items. All run inside the caller's transaction."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval.items import ItemKind
from aisle.retrieval.repository.rows import WHERE


async def lock_version(session: Session, version_id: UUID) -> Any:
    """Lock a version for writing; writers of one version go one after the other. Returns home and the next numbers."""
    return await session.fetchrow(
        "SELECT home, next_ordinal, next_segment, items FROM index_version WHERE organization_id = $1 AND store_id = $2 AND id = $3 FOR UPDATE",
        *session.tenant,
        version_id,
    )


async def lock_versions(session: Session, version_ids: Sequence[UUID]) -> None:
    """Lock versions for writing, in the order that everybody takes them."""
    await session.execute(
        "SELECT 1 FROM index_version WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3) ORDER BY id FOR UPDATE",
        *session.tenant,
        list(version_ids),
    )


async def delete_items(
    session: Session, version_id: UUID, home: str, kind: ItemKind, ids: Sequence[UUID]
) -> int:
    """Remove items; their postings are dead from now on and vanish when segments are merged."""
    return await session.execute(
        f"DELETE FROM index_item WHERE {WHERE} AND home = $4 AND kind = $5 AND item_id = ANY($6)",
        *session.tenant,
        version_id,
        home,
        kind,
        list(ids),
    )


async def insert_items(session: Session, version_id: UUID, home: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add items. rows: ordinal, kind, item_id, content_hash, language, embedding."""
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "version_id": "uuid",
        "home": "text",
        "ordinal": "bigint",
        "kind": "text",
        "item_id": "uuid",
        "content_hash": "bytea",
        "language": "text",
        "embedding": "halfvec",
    }
    await session.insert_rows(
        "index_item", columns, [(*session.tenant, version_id, home, *row) for row in rows]
    )


async def advance(
    session: Session,
    version_id: UUID,
    ordinals: int,
    segments: int,
    items: int,
    changed: Collection[ItemKind] = (),
) -> int:
    """Move a version's counters on and return how many items it holds now. changed: kinds whose content is another now."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "UPDATE index_version SET next_ordinal = next_ordinal + $4, next_segment = next_segment + $5, items = items + $6,"
        " passage_changes = passage_changes + $7, product_changes = product_changes + $8"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 RETURNING items",
        *session.tenant,
        version_id,
        ordinals,
        segments,
        items,
        int(ItemKind.PASSAGE in changed),
        int(ItemKind.PRODUCT in changed),
    )


async def delete_some(session: Session, version_id: UUID, most: int) -> int:
    """Remove some rows of a retired version and return how many; 0 when nothing is left."""
    for table in ("index_posting", "index_item", "index_segment"):
        gone = await session.execute(
            f"DELETE FROM {table} WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM {table} WHERE {WHERE} LIMIT {int(most)})"
            f" AND {WHERE}",
            *session.tenant,
            version_id,
        )
        if gone:
            return gone
    return 0
