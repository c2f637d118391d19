"""Queries on segments: their postings, and the words that they hold."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.retrieval.postings import PostingBlock
from aisle.retrieval.repository.rows import WHERE, Segment


async def segments_of(session: Session, version_id: UUID) -> list[Any]:
    """Return segment numbers and sizes, the smallest first."""
    return await session.fetch(
        f"SELECT segment, items, total_length FROM index_segment WHERE {WHERE} ORDER BY items, segment",
        *session.tenant,
        version_id,
    )


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
