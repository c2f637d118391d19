"""Queries on versions that wait to be published with the sync that brought them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.chunking import ChunkKind
from aisle.knowledge.types import Passage


async def find_document(session: Session, source_id: UUID, name: str) -> Any | None:
    """Return id and published_version_id of a document of a source."""
    return await session.fetchrow(
        "SELECT id, published_version_id FROM document WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
        " AND name = $4 AND deleted_at IS NULL",
        *session.tenant,
        source_id,
        name,
    )


async def hold_version(session: Session, version_id: UUID) -> bool:
    """Let a version that answered before wait to answer again; False where its text is gone."""
    changed = await session.execute(
        "UPDATE document_version v SET state = 'held' FROM document d WHERE v.organization_id = $1 AND v.store_id = $2"
        " AND v.id = $3 AND v.state IN ('ready', 'held') AND v.body IS NOT NULL AND v.outline IS NOT NULL"
        " AND d.organization_id = $1 AND d.store_id = $2 AND d.id = v.document_id AND d.deleted_at IS NULL"
        " AND d.published_version_id IS DISTINCT FROM v.id",
        *session.tenant,
        version_id,
    )
    return changed == 1


async def cuts_of(session: Session, version_id: UUID) -> list[str]:
    """Return the chunkings that have cut a version."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT cuts FROM document_version WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
    )


async def passages_of(session: Session, version_id: UUID, chunking: str) -> list[Passage]:
    """Return the passages of a version as one chunking cuts it, each once."""
    rows = await session.fetch(
        "SELECT DISTINCT p.id, p.content_hash, p.kind, p.language, p.context, p.body FROM chunk c JOIN passage p"
        " ON p.organization_id = $1 AND p.store_id = $2 AND p.id = c.passage_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.document_version_id = $3 AND c.chunking = $4",
        *session.tenant,
        version_id,
        chunking,
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


async def hide(session: Session, document_id: UUID) -> None:
    """Let a document answer no more, and keep it for the way back."""
    await session.execute(
        "UPDATE document SET published_version_id = NULL, state = 'held', reason = NULL, detail = NULL, updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND deleted_at IS NULL",
        *session.tenant,
        document_id,
    )


async def let_go(session: Session, version_ids: Sequence[UUID], *, answered: bool) -> list[UUID]:
    """End held versions, with their files; those that answered before are as they were. Returns their documents."""
    rows = await session.fetch(
        "UPDATE document_version SET state = CASE WHEN $4 THEN 'ready' ELSE 'failed' END,"
        " reason = CASE WHEN $4 THEN reason ELSE 'superseded' END"
        " WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3) AND state = 'held' RETURNING document_id",
        *session.tenant,
        list(version_ids),
        answered,
    )
    await session.execute(
        "DELETE FROM document_file f USING document_version v WHERE f.organization_id = $1 AND f.store_id = $2"
        " AND f.version_id = v.id AND v.organization_id = $1 AND v.store_id = $2 AND v.id = ANY($3) AND v.state = 'failed'",
        *session.tenant,
        list(version_ids),
    )
    return [row["document_id"] for row in rows]


async def drop_unseen(session: Session, document_ids: Sequence[UUID]) -> None:
    """Remove documents that came with a sync which did not go live, and nothing else holds."""
    await session.execute(
        "DELETE FROM document d WHERE d.organization_id = $1 AND d.store_id = $2 AND d.id = ANY($3) AND d.state = 'held'"
        " AND d.published_version_id IS NULL AND NOT EXISTS (SELECT 1 FROM document_version v WHERE v.organization_id = $1"
        " AND v.store_id = $2 AND v.document_id = d.id AND v.state <> 'failed')",
        *session.tenant,
        list(document_ids),
    )
