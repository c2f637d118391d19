"""Queries of cutting published documents by another chunking, and of what a chunking holds."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.chunking import ChunkKind
from aisle.knowledge.types import Passage

_PUBLISHED = (
    "FROM document d JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = d.published_version_id"
    " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.deleted_at IS NULL"
)
# Passages that a published version of an undeleted document holds under chunking $3.
_ANSWERING = (
    "EXISTS (SELECT 1 FROM chunk c JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = c.document_id"
    " AND d.published_version_id = c.document_version_id AND d.deleted_at IS NULL"
    " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = p.id AND c.chunking = $3)"
)


async def count_published(session: Session, chunking: str) -> tuple[int, int]:
    """Return how many documents answer, and how many of them this chunking has not cut."""
    row: Any = await session.fetchrow(
        f"SELECT count(*) AS documents, count(*) FILTER (WHERE NOT v.cuts @> ARRAY[$3::text]) AS uncut {_PUBLISHED}",
        *session.tenant,
        chunking,
    )
    return row["documents"], row["uncut"]


async def uncut_after(session: Session, chunking: str, after: UUID | None, most: int) -> list[Any]:
    """Return published versions that a chunking has not cut, by document: document_id and version_id."""
    return await session.fetch(
        f"SELECT d.id AS document_id, v.id AS version_id {_PUBLISHED} AND NOT v.cuts @> ARRAY[$3::text]"
        " AND ($4::uuid IS NULL OR d.id > $4) ORDER BY d.id LIMIT $5",
        *session.tenant,
        chunking,
        after,
        most,
    )


async def stored_outline(session: Session, version_id: UUID) -> Any | None:
    """Return text and outline of a version."""
    return await session.fetchrow(
        "SELECT body, outline FROM document_version WHERE organization_id = $1 AND store_id = $2 AND id = $3"
        " AND body IS NOT NULL AND outline IS NOT NULL",
        *session.tenant,
        version_id,
    )


async def lock_uncut(session: Session, document_id: UUID, version_id: UUID, chunking: str) -> bool:
    """Lock a document if it still publishes this version and the chunking has not cut it."""
    found = await session.fetchval(
        f"SELECT 1 {_PUBLISHED} AND d.id = $3 AND v.id = $4 AND NOT v.cuts @> ARRAY[$5::text] FOR UPDATE OF d, v",
        *session.tenant,
        document_id,
        version_id,
        chunking,
    )
    return found is not None


async def add_cut(session: Session, version_id: UUID, chunking: str) -> None:
    """Remember that a chunking has cut a version."""
    await session.execute(
        "UPDATE document_version SET cuts = cuts || $4::text WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
        chunking,
    )


async def drop_cuts(session: Session, chunking: str, most: int) -> list[UUID] | None:
    """Take a chunking away from some versions, with its chunks; returns their passages, None when none was left."""
    versions = await session.fetch(
        "SELECT id FROM document_version WHERE organization_id = $1 AND store_id = $2 AND cuts @> ARRAY[$3::text] ORDER BY id LIMIT $4 FOR UPDATE",
        *session.tenant,
        chunking,
        most,
    )
    if not versions:
        return None
    ids = [row["id"] for row in versions]
    await session.execute(
        "UPDATE document_version SET cuts = array_remove(cuts, $3) WHERE organization_id = $1 AND store_id = $2 AND id = ANY($4)",
        *session.tenant,
        chunking,
        ids,
    )
    rows = await session.fetch(
        "DELETE FROM chunk WHERE organization_id = $1 AND store_id = $2 AND chunking = $3 AND document_version_id = ANY($4)"
        " RETURNING passage_id",
        *session.tenant,
        chunking,
        ids,
    )
    return [row["passage_id"] for row in rows]


async def count_passages(session: Session, chunking: str) -> int:
    """Count the passages that answer under a chunking."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT count(*) FROM passage p WHERE p.organization_id = $1 AND p.store_id = $2 AND {_ANSWERING}",
        *session.tenant,
        chunking,
    )


async def passage_hashes(
    session: Session, chunking: str, after: UUID | None, most: int
) -> list[tuple[UUID, bytes]]:
    """Return ids and content hashes of passages that answer under a chunking, by id."""
    rows = await session.fetch(
        f"SELECT p.id, p.content_hash FROM passage p WHERE p.organization_id = $1 AND p.store_id = $2 AND {_ANSWERING}"
        " AND ($4::uuid IS NULL OR p.id > $4) ORDER BY p.id LIMIT $5",
        *session.tenant,
        chunking,
        after,
        most,
    )
    return [(row["id"], row["content_hash"]) for row in rows]


async def answering_passages(session: Session, chunking: str, ids: Sequence[UUID]) -> list[Passage]:
    """Return those passages that answer under a chunking, by id."""
    rows = await session.fetch(
        "SELECT p.id, p.content_hash, p.kind, p.language, p.context, p.body FROM passage p"
        f" WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = ANY($4) AND {_ANSWERING} ORDER BY p.id",
        *session.tenant,
        chunking,
        list(ids),
    )
    return [
        Passage(
            row["id"],
            row["content_hash"],
            ChunkKind(row["kind"]),
            row["language"],
            row["context"],
            row["body"],
        )
        for row in rows
    ]


async def known_hashes(session: Session, hashes: Sequence[bytes]) -> set[bytes]:
    """Return those content hashes that a passage of the store has."""
    rows = await session.fetch(
        "SELECT content_hash FROM passage WHERE organization_id = $1 AND store_id = $2 AND content_hash = ANY($3)",
        *session.tenant,
        list(hashes),
    )
    return {row["content_hash"] for row in rows}
