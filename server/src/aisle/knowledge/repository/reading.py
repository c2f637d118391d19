"""Queries of reading a version: what waits, and what was read from it."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.knowledge.chunking import Chunk
from aisle.knowledge.structure import ParsedDocument
from aisle.knowledge.types import Passage, PassageId


async def find_waiting(session: Session, version_id: UUID) -> Any | None:
    """Return a version that waits to be read with its file; none if it is done, superseded or deleted."""
    return await session.fetchrow(
        "SELECT v.id, v.document_id, v.number, v.declared_type, d.name, d.language, f.sealed, v.state = 'held' AS held FROM document_version v"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = v.document_id AND d.deleted_at IS NULL"
        " JOIN document_file f ON f.organization_id = $1 AND f.store_id = $2 AND f.version_id = v.id"
        " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.id = $3 AND v.state IN ('queued', 'held')",
        *session.tenant,
        version_id,
    )


async def lock_waiting(session: Session, version_id: UUID) -> Any | None:
    """Lock the document of a version that still waits; return its id, the number, and what the document publishes."""
    return await session.fetchrow(
        "SELECT d.id AS document_id, v.number, d.published_version_id, p.number AS published_number,"
        " v.state = 'held' AS held FROM document_version v"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = v.document_id AND d.deleted_at IS NULL"
        " LEFT JOIN document_version p ON p.organization_id = $1 AND p.store_id = $2 AND p.id = d.published_version_id"
        " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.id = $3 AND v.state IN ('queued', 'held') FOR UPDATE OF d, v",
        *session.tenant,
        version_id,
    )


async def write_reading(
    session: Session, version_id: UUID, parsed: ParsedDocument, outline: bytes, cuts: Sequence[str]
) -> None:
    """Store what was read; a title that the sender gave stands."""
    await session.execute(
        "UPDATE document_version SET media_type = $4, title = coalesce(title, $5), pages = $6, notes = $7, body = $8,"
        " outline = $9, cuts = $10"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
        parsed.media_type,
        parsed.title,
        parsed.page_count,
        list(parsed.notes),
        parsed.text,
        outline,
        list(cuts),
    )


async def insert_chunks(
    session: Session,
    document_id: UUID,
    version_id: UUID,
    chunking: str,
    chunks: Sequence[Chunk],
    passages: Sequence[Passage],
) -> None:
    """Place the chunks of a version as one chunking cuts it. passages: that of each chunk."""
    await session.execute(
        "INSERT INTO chunk (organization_id, store_id, document_id, document_version_id, chunking, id, passage_id, ordinal,"
        " start_offset, end_offset, page, section)"
        # An array of arrays cannot be unnested by row, so that sections travel as JSON.
        " SELECT $1, $2, $3, $4, $5, c.id, c.passage_id, c.ordinal, c.first, c.last, c.page,"
        " ARRAY(SELECT jsonb_array_elements_text(c.section::jsonb))"
        " FROM unnest($6::uuid[], $7::uuid[], $8::int[], $9::int[], $10::int[], $11::int[], $12::text[])"
        " AS c (id, passage_id, ordinal, first, last, page, section)",
        *session.tenant,
        document_id,
        version_id,
        chunking,
        [new_id() for _ in chunks],
        [passage.id for passage in passages],
        [chunk.ordinal for chunk in chunks],
        [chunk.start for chunk in chunks],
        [chunk.end for chunk in chunks],
        [chunk.page for chunk in chunks],
        [json.dumps(chunk.section) for chunk in chunks],
    )


async def delete_chunks(session: Session, version_id: UUID) -> list[PassageId]:
    """Remove the chunks of a version and return the passages they stood for."""
    rows = await session.fetch(
        "DELETE FROM chunk WHERE organization_id = $1 AND store_id = $2 AND document_version_id = $3 RETURNING passage_id",
        *session.tenant,
        version_id,
    )
    return [row["passage_id"] for row in rows]


async def keep_cuts(session: Session, version_id: UUID, chunkings: Sequence[str]) -> bool:
    """Drop the cuts of a version that nobody asks for any more; False if one that is asked for is absent."""
    held = await session.fetchval(
        "UPDATE document_version SET cuts = ARRAY(SELECT c FROM unnest(cuts) AS c WHERE c = ANY($4))"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 RETURNING cuts",
        *session.tenant,
        version_id,
        list(chunkings),
    )
    await session.execute(
        "DELETE FROM chunk WHERE organization_id = $1 AND store_id = $2 AND document_version_id = $3 AND chunking <> ALL($4)",
        *session.tenant,
        version_id,
        list(chunkings),
    )
    return set(held) == set(chunkings)
