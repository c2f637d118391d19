"""Queries on index items that wait: their postings are written, but no segment names them, so that nobody reads them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval.items import ItemKind

_HELD = "organization_id = $1 AND store_id = $2 AND holder = $3"
_OF_VERSION = f"{_HELD} AND version_id = $4"


async def insert_items(
    session: Session, holder: UUID, version_id: UUID, rows: Sequence[Sequence[Any]]
) -> None:
    """Keep items. rows: ordinal, kind, item_id, content_hash, language, embedding."""
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "holder": "uuid",
        "version_id": "uuid",
        "ordinal": "bigint",
        "kind": "text",
        "item_id": "uuid",
        "content_hash": "bytea",
        "language": "text",
        "embedding": "halfvec",
    }
    await session.insert_rows(
        "held_item", columns, [(*session.tenant, holder, version_id, *row) for row in rows]
    )


async def insert_segment(
    session: Session,
    holder: UUID,
    version_id: UUID,
    segment: int,
    first_ordinal: int,
    items: int,
    total_length: float,
    lexicon: bytes,
) -> None:
    """Keep what a segment will be called."""
    await session.execute(
        "INSERT INTO held_segment (organization_id, store_id, holder, version_id, segment, first_ordinal, items, total_length, lexicon)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *session.tenant,
        holder,
        version_id,
        segment,
        first_ordinal,
        items,
        total_length,
        lexicon,
    )


async def held_hashes(
    session: Session, holder: UUID, version_id: UUID, kind: ItemKind, ids: Sequence[UUID]
) -> dict[UUID, bytes]:
    """Return the content hashes of those items that a holder keeps for a version, the newest of each."""
    rows = await session.fetch(
        f"SELECT DISTINCT ON (item_id) item_id, content_hash FROM held_item WHERE {_OF_VERSION} AND kind = $5"
        " AND item_id = ANY($6) ORDER BY item_id, ordinal DESC",
        *session.tenant,
        holder,
        version_id,
        kind,
        list(ids),
    )
    return {row["item_id"]: row["content_hash"] for row in rows}


async def versions_of(session: Session, holder: UUID) -> list[UUID]:
    """Return the versions for which a holder keeps anything."""
    rows = await session.fetch(
        f"SELECT DISTINCT version_id FROM held_segment WHERE {_HELD} ORDER BY version_id",
        *session.tenant,
        holder,
    )
    return [row["version_id"] for row in rows]


async def switch_items(session: Session, holder: UUID, version_id: UUID, home: str) -> tuple[int, int]:
    """Let held items be found in place of what the version holds of them; returns how many came and went."""
    gone = await session.execute(
        "DELETE FROM index_item i USING held_item h WHERE i.organization_id = $1 AND i.store_id = $2 AND i.version_id = $4"
        " AND i.home = $5 AND i.kind = h.kind AND i.item_id = h.item_id"
        " AND h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3 AND h.version_id = $4",
        *session.tenant,
        holder,
        version_id,
        home,
    )
    came = await session.execute(
        "INSERT INTO index_item (organization_id, store_id, version_id, home, ordinal, kind, item_id, content_hash, language, embedding)"
        " SELECT DISTINCT ON (kind, item_id) $1, $2, $4, $5, ordinal, kind, item_id, content_hash, language, embedding"
        f" FROM held_item WHERE {_OF_VERSION} ORDER BY kind, item_id, ordinal DESC",
        *session.tenant,
        holder,
        version_id,
        home,
    )
    return came, gone


async def switch_segments(session: Session, holder: UUID, version_id: UUID) -> list[int]:
    """Name held segments to readers; returns their numbers."""
    rows = await session.fetch(
        "INSERT INTO index_segment (organization_id, store_id, version_id, segment, items, total_length, lexicon)"
        f" SELECT $1, $2, $4, segment, items, total_length, lexicon FROM held_segment WHERE {_OF_VERSION}"
        " RETURNING segment",
        *session.tenant,
        holder,
        version_id,
    )
    return [row["segment"] for row in rows]


async def kinds_of(session: Session, holder: UUID, version_id: UUID) -> set[ItemKind]:
    """Return of which kinds a holder keeps items for a version."""
    rows = await session.fetch(
        f"SELECT DISTINCT kind FROM held_item WHERE {_OF_VERSION}", *session.tenant, holder, version_id
    )
    return {ItemKind(row["kind"]) for row in rows}


async def keep_only(session: Session, holder: UUID, hashes: Mapping[UUID, bytes | None]) -> None:
    """Forget held items of these ids whose content is to be another one; None: the item is to go.

    Their postings are dead from the moment on when their segments are named.
    """
    await session.execute(
        "DELETE FROM held_item h USING unnest($4::uuid[], $5::bytea[]) AS given (id, content_hash)"
        " WHERE h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3 AND h.item_id = given.id"
        " AND h.content_hash IS DISTINCT FROM given.content_hash",
        *session.tenant,
        holder,
        list(hashes),
        list(hashes.values()),
    )


async def drop(session: Session, holder: UUID, *, postings: bool) -> None:
    """Forget everything that a holder keeps. postings: also what nobody will read, as nothing was switched."""
    if postings:
        await session.execute(
            "DELETE FROM index_posting p USING held_segment h WHERE p.organization_id = $1 AND p.store_id = $2"
            " AND p.version_id = h.version_id AND p.segment = h.segment"
            " AND h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3",
            *session.tenant,
            holder,
        )
    for table in ("held_item", "held_segment"):
        await session.execute(f"DELETE FROM {table} WHERE {_HELD}", *session.tenant, holder)


async def first_held(session: Session, version_id: UUID) -> int | None:
    """Return the lowest ordinal of a version that was given to an item which is not there yet; None: there is none."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT min(first_ordinal) FROM held_segment WHERE organization_id = $1 AND store_id = $2 AND version_id = $3",
        *session.tenant,
        version_id,
    )
