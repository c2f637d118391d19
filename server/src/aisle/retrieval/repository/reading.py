"""Queries that look items up, and find the nearest."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval.items import ItemKind
from aisle.retrieval.repository.rows import WHERE, Found, Vector
from aisle.retrieval.versions import SHARED, IndexVersion

# Thousands a second: looking a kind up is a tenth of the cost of making it from its name.
_KINDS = {kind.value: kind for kind in ItemKind}


async def hashes_of(
    session: Session, version: IndexVersion, kind: ItemKind, ids: Sequence[UUID]
) -> dict[UUID, bytes]:
    """Return the content hashes of those items that the version holds."""
    rows = await session.fetch(
        f"SELECT item_id, content_hash FROM index_item WHERE {WHERE} AND home = $4 AND kind = $5 AND item_id = ANY($6)",
        *session.tenant,
        version.id,
        version.home,
        kind,
        list(ids),
    )
    return {row["item_id"]: row["content_hash"] for row in rows}


async def vectors_of(
    session: Session, version: IndexVersion, kind: ItemKind, ids: Sequence[UUID]
) -> dict[tuple[UUID, bytes], Vector]:
    """Return the vectors of those items that the version holds, by id and content hash."""
    rows = await session.fetch(
        f"SELECT item_id, content_hash, embedding FROM index_item WHERE {WHERE} AND home = $4 AND kind = $5 AND item_id = ANY($6)",
        *session.tenant,
        version.id,
        version.home,
        kind,
        list(ids),
    )
    return {(row["item_id"], row["content_hash"]): row["embedding"] for row in rows}


async def vectors_at(
    session: Session, version: IndexVersion, ordinals: Sequence[int], most: int
) -> list[Vector]:
    """Return the vectors of the first items at some ordinals that are still there."""
    rows = await session.fetch(
        f"SELECT embedding FROM index_item WHERE {WHERE} AND home = $4 AND ordinal = ANY($5) ORDER BY ordinal LIMIT $6",
        *session.tenant,
        version.id,
        version.home,
        list(ordinals),
        most,
    )
    return [row["embedding"] for row in rows]


async def items_after(
    session: Session, version: IndexVersion, kind: ItemKind, after: UUID | None, most: int
) -> list[UUID]:
    """Return ids of items behind a place in the order of ids."""
    rows = await session.fetch(
        f"SELECT item_id FROM index_item WHERE {WHERE} AND home = $4 AND kind = $5"
        " AND ($6::uuid IS NULL OR item_id > $6) ORDER BY item_id LIMIT $7",
        *session.tenant,
        version.id,
        version.home,
        kind,
        after,
        most,
    )
    return [row["item_id"] for row in rows]


async def living_ordinals(session: Session, version_id: UUID, home: str) -> list[int]:
    """Return the ordinals of all items that a version still holds."""
    rows = await session.fetch(
        f"SELECT ordinal FROM index_item WHERE {WHERE} AND home = $4", *session.tenant, version_id, home
    )
    return [row["ordinal"] for row in rows]


async def ordinals_of(
    session: Session, version: IndexVersion, kind: ItemKind, ids: Sequence[UUID]
) -> list[int]:
    """Return the ordinals of some items, ascending."""
    rows = await session.fetch(
        f"SELECT ordinal FROM index_item WHERE {_there(version, kind)} AND item_id = ANY($4) ORDER BY ordinal",
        *session.tenant,
        version.id,
        list(ids),
    )
    return [row["ordinal"] for row in rows]


async def items_at(
    session: Session, version: IndexVersion, ordinals: Sequence[int], vector: Vector | None
) -> list[Found]:
    """Return the items at some ordinals, with their similarity to a vector if there is one; deleted ones are absent."""
    similarity = f"{_similarity(version, 5)}" if vector is not None else "NULL::float8"
    arguments = [] if vector is None else [vector]
    rows = await session.fetch(
        f"SELECT ordinal, kind, item_id, {similarity} AS similarity FROM index_item WHERE {_there(version)} AND ordinal = ANY($4)",
        *session.tenant,
        version.id,
        list(ordinals),
        *arguments,
    )
    return [_found(row) for row in rows]


async def nearest(
    session: Session,
    version: IndexVersion,
    kind: ItemKind,
    vector: Vector,
    k: int,
    among: Sequence[UUID] | None = None,
) -> list[Found]:
    """Return the k items of a kind nearest in meaning, best first.

    Small versions are scanned exactly; large ones use the HNSW graph of their own partition. `among` restricts the
    search to some items, exactly.
    """
    restriction = "" if among is None else " AND item_id = ANY($5)"
    arguments = [] if among is None else [list(among)]
    dimensions = int(version.recipe.dimensions)
    rows = await session.fetch(
        f"SELECT ordinal, kind, item_id, {_similarity(version, 4)} AS similarity FROM index_item"
        f" WHERE {_there(version, kind)}{restriction}"
        f" ORDER BY embedding::halfvec({dimensions}) <=> $4::halfvec({dimensions}) LIMIT {int(k)}",
        *session.tenant,
        version.id,
        vector,
        *arguments,
    )
    return [_found(row) for row in rows]


async def nearest_known(
    session: Session,
    version: IndexVersion,
    kind: ItemKind,
    vector: Vector,
    k: int,
    known: Sequence[int],
    watermark: int,
) -> list[Found]:
    """Return the k nearest, best first, among the items at some ordinals and all items from `watermark` on."""
    # Materialised, so that no graph takes part: it would look for neighbours first and drop the others afterwards.
    columns = f"SELECT ordinal, kind, item_id, {_similarity(version, 4)} AS similarity FROM index_item WHERE {_there(version, kind)}"
    rows = await session.fetch(
        f"WITH near AS MATERIALIZED ({columns} AND ordinal = ANY($5) AND ordinal < $6 UNION ALL {columns} AND ordinal >= $6)"
        f" SELECT ordinal, kind, item_id, similarity FROM near ORDER BY similarity DESC, ordinal LIMIT {int(k)}",
        *session.tenant,
        version.id,
        vector,
        list(known),
        watermark,
    )
    return [_found(row) for row in rows]


async def vectors_between(
    session: Session, version: IndexVersion, start: int, end: int, limit: int
) -> list[Any]:
    """Return ordinal, kind and embedding of the first items from ordinal `start` on and below `end`, in their order."""
    return await session.fetch(
        f"SELECT ordinal, kind, embedding FROM index_item WHERE {WHERE} AND home = $4"
        f" AND ordinal >= $5 AND ordinal < $6 ORDER BY ordinal LIMIT {int(limit)}",
        *session.tenant,
        version.id,
        version.home,
        start,
        end,
    )


def _there(version: IndexVersion, kind: ItemKind | None = None) -> str:
    """SQL for the items of a version, with its partition and their kind as literals.

    A plan that is kept then reads that partition alone, and may use the graph, which is of one kind.
    """
    home = version.home if version.home == SHARED else str(UUID(version.home))
    return f"{WHERE} AND home = '{home}'" + (f" AND kind = '{kind.value}'" if kind else "")


def _similarity(version: IndexVersion, place: int) -> str:
    """SQL for the cosine of a row with parameter number `place`, in the very form that the graph is built on."""
    kind = f"halfvec({int(version.recipe.dimensions)})"
    return f"1 - (embedding::{kind} <=> ${place}::{kind})"


def _found(row: Any) -> Found:
    return Found(row["ordinal"], _KINDS[row["kind"]], row["item_id"], row["similarity"])
