"""Queries that remove for good."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.repository.sources import DELETED


async def is_buried(session: Session, document_id: UUID) -> bool:
    """Say whether a document is marked deleted and still there."""
    found = await session.fetchval(
        "SELECT 1 FROM document WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND deleted_at IS NOT NULL FOR UPDATE",
        *session.tenant,
        document_id,
    )
    return found is not None


async def delete_document(session: Session, document_id: UUID) -> None:
    """Remove a document with its versions, files and chunks."""
    await session.execute(
        "DELETE FROM document WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        document_id,
    )


async def drop_failed_chunks(session: Session, document_id: UUID) -> None:
    """Remove chunks of versions that were read but will not be published."""
    await session.execute(
        "DELETE FROM chunk WHERE organization_id = $1 AND store_id = $2 AND document_version_id IN (SELECT v.id"
        " FROM document_version v WHERE v.organization_id = $1 AND v.store_id = $2 AND v.document_id = $3"
        " AND v.state = 'failed')",
        *session.tenant,
        document_id,
    )


async def retire_versions(session: Session, document_id: UUID, published_number: int, keep: int) -> None:
    """Keep the text of some versions before the published one, for those who cite them; their files go."""
    await session.execute(
        "DELETE FROM document_version WHERE organization_id = $1 AND store_id = $2 AND document_id = $3 AND number < $4",
        *session.tenant,
        document_id,
        published_number - keep,
    )
    await session.execute(
        "DELETE FROM document_file WHERE organization_id = $1 AND store_id = $2 AND version_id IN (SELECT v.id"
        " FROM document_version v WHERE v.organization_id = $1 AND v.store_id = $2 AND v.document_id = $3 AND v.number < $4)",
        *session.tenant,
        document_id,
        published_number,
    )


async def bury_source(session: Session, source_id: UUID) -> bool:
    """Mark a source deleted and free its name; False if there is none."""
    changed = await session.execute(
        "UPDATE source SET kind = $4, name = $4 || ' ' || id WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND kind <> $4",
        *session.tenant,
        source_id,
        DELETED,
    )
    return changed == 1


async def buried_documents_of(session: Session, source_id: UUID, most: int) -> Sequence[UUID]:
    """Return some documents of a deleted source that still have to be erased."""
    rows = await session.fetch(
        "SELECT id FROM document WHERE organization_id = $1 AND store_id = $2 AND source_id = $3 AND deleted_at IS NOT NULL LIMIT $4",
        *session.tenant,
        source_id,
        most,
    )
    return [row["id"] for row in rows]


async def delete_source(session: Session, source_id: UUID) -> None:
    """Remove a deleted source that holds no document any more."""
    await session.execute(
        "DELETE FROM source s WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $3 AND s.kind = $4 AND NOT EXISTS ("
        "SELECT 1 FROM document d WHERE d.organization_id = $1 AND d.store_id = $2 AND d.source_id = s.id)",
        *session.tenant,
        source_id,
        DELETED,
    )
