"""Every query on index items, postings and segments. All run inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import numpy as np
from numpy.typing import NDArray

from aisle.core.db import Session
from aisle.retrieval.errors import HomeBusy
from aisle.retrieval.items import ItemKind
from aisle.retrieval.postings import PostingBlock
from aisle.retrieval.versions import SHARED, IndexVersion

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """An item that a leg of the search came upon. similarity: cosine to the question, if it was compared."""

    ordinal: int
    kind: ItemKind
    item_id: UUID
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as readers need it: its number, its share of the statistics, and the size of its lexicon."""

    number: int
    items: int
    total_length: float
    lexicon_bytes: int


PREPARE_SECONDS = 4 * 3_600  # for one step of preparing a home
WHERE = "organization_id = $1 AND store_id = $2 AND version_id = $3"

# Thousands a second: looking a kind up is a tenth of the cost of making it from its name.
_KINDS = {kind.value: kind for kind in ItemKind}


# writing ------------------------------------------------------------------------------------------------------
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


async def insert_segment(
    session: Session,
    version_id: UUID,
    segment: int,
    items: int,
    total_length: float,
    terms: Mapping[str, PostingBlock],
    lexicon: bytes = b"",
) -> None:
    """Add a segment with its postings and the words they were made of."""
    await session.execute(
        "INSERT INTO index_segment (organization_id, store_id, version_id, segment, items, total_length, lexicon)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *session.tenant,
        version_id,
        segment,
        items,
        total_length,
        lexicon,
    )
    await insert_postings(session, version_id, segment, terms)


async def advance(session: Session, version_id: UUID, ordinals: int, segments: int, items: int) -> int:
    """Move a version's counters on and return how many items it holds now."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "UPDATE index_version SET next_ordinal = next_ordinal + $4, next_segment = next_segment + $5, items = items + $6"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 RETURNING items",
        *session.tenant,
        version_id,
        ordinals,
        segments,
        items,
    )


async def segments_of(session: Session, version_id: UUID) -> list[Any]:
    """Return segment numbers and sizes, the smallest first."""
    return await session.fetch(
        f"SELECT segment, items, total_length FROM index_segment WHERE {WHERE} ORDER BY items, segment",
        *session.tenant,
        version_id,
    )


async def living_ordinals(session: Session, version_id: UUID, home: str) -> list[int]:
    """Return the ordinals of all items that a version still holds."""
    rows = await session.fetch(
        f"SELECT ordinal FROM index_item WHERE {WHERE} AND home = $4", *session.tenant, version_id, home
    )
    return [row["ordinal"] for row in rows]


async def blocks_of_segments(
    session: Session, version_id: UUID, segments: Sequence[int], after: str, limit: int
) -> list[Any]:
    """Return the blocks of some segments, ordered by term, for at most `limit` terms after `after`."""
    return await session.fetch(
        f"SELECT term, segment, ordinals, tfs, lengths FROM index_posting WHERE {WHERE} AND segment = ANY($4) AND term > $5"
        f" AND term <= (SELECT max(term) FROM (SELECT DISTINCT term FROM index_posting WHERE {WHERE} AND segment = ANY($4)"
        " AND term > $5 ORDER BY term LIMIT $6) AS page) ORDER BY term, segment",
        *session.tenant,
        version_id,
        list(segments),
        after,
        limit,
    )


async def insert_postings(
    session: Session, version_id: UUID, segment: int, terms: Mapping[str, PostingBlock]
) -> None:
    """Add the blocks of one segment."""
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "version_id": "uuid",
        "term": "text",
        "segment": "bigint",
        "ordinals": "bytea",
        "tfs": "bytea",
        "lengths": "bytea",
    }
    rows = [
        (*session.tenant, version_id, term, segment, block.ordinals, block.tfs, block.lengths)
        for term, block in sorted(terms.items())
    ]
    await session.insert_rows("index_posting", columns, rows)


async def delete_segments(session: Session, version_id: UUID, segments: Sequence[int]) -> None:
    """Remove segments with their postings."""
    for table in ("index_posting", "index_segment"):
        await session.execute(
            f"DELETE FROM {table} WHERE {WHERE} AND segment = ANY($4)",
            *session.tenant,
            version_id,
            list(segments),
        )


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


async def drop_home(session: Session, store_id: UUID, version_id: UUID) -> None:
    """Drop the partition of a version that is retired, or gone with its store (the owner's procedure does the DDL).

    Raises HomeBusy.
    """
    try:
        await session.execute(
            "CALL aisle.drop_index_home($1, $2, $3)", session.scope.organization_id, store_id, version_id
        )
    except asyncpg.LockNotAvailableError:
        raise HomeBusy("Readers hold the index at this moment; try again.") from None


async def prepare_home(session: Session, version: IndexVersion) -> str:
    """Make the next step towards a partition and graphs of a version's own, beside what is read and written now.

    Returns 'ready' when only `move_home` is left to be done, 'busy' when somebody else is at it, else what was done.
    """
    # A graph takes minutes, for which nobody waits but the job.
    await session.execute(f"SET LOCAL statement_timeout = '{PREPARE_SECONDS}s'")
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT aisle.prepare_index_home($1, $2, $3, $4)",
        *session.tenant,
        version.id,
        version.recipe.dimensions,
    )


async def move_home(session: Session, version: IndexVersion) -> None:
    """Give a version a partition and graphs of its own (the owner's procedure does the DDL, and what was not prepared)."""
    await session.execute(
        "CALL aisle.move_index_home($1, $2, $3, $4)", *session.tenant, version.id, version.recipe.dimensions
    )


async def refresh_statistics(session: Session) -> None:
    """Let the planner know the tables that were just filled (the owner's procedure skips those it knows)."""
    await session.execute("CALL aisle.refresh_statistics()")


# reading ------------------------------------------------------------------------------------------------------
async def read_segments(session: Session, version_id: UUID) -> list[Segment]:
    """Return every segment of a version, in the order in which they were written."""
    rows = await session.fetch(
        f"SELECT segment, items, total_length, octet_length(lexicon) AS bytes FROM index_segment WHERE {WHERE} ORDER BY segment",
        *session.tenant,
        version_id,
    )
    return [Segment(row["segment"], row["items"], row["total_length"], row["bytes"]) for row in rows]


async def postings_of(
    session: Session, version_id: UUID, terms: Sequence[str], segments: Sequence[int]
) -> dict[str, dict[int, PostingBlock]]:
    """Return the blocks of some terms by segment; terms that occur in none of the segments are absent."""
    rows = await session.fetch(
        f"SELECT segment, term, ordinals, tfs, lengths FROM index_posting WHERE {WHERE} AND term = ANY($4) AND segment = ANY($5)",
        *session.tenant,
        version_id,
        list(terms),
        list(segments),
    )
    found: dict[str, dict[int, PostingBlock]] = {}
    for row in rows:
        block = PostingBlock(row["ordinals"], row["tfs"], row["lengths"])
        found.setdefault(row["term"], {})[row["segment"]] = block
    return found


async def lexicons_of(session: Session, version_id: UUID, segments: Sequence[int]) -> dict[int, bytes]:
    """Return the stored lexicons of some segments."""
    rows = await session.fetch(
        f"SELECT segment, lexicon FROM index_segment WHERE {WHERE} AND segment = ANY($4)",
        *session.tenant,
        version_id,
        list(segments),
    )
    return {row["segment"]: row["lexicon"] for row in rows}


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
