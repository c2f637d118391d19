"""Queries that move documents from one state to the next."""

from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.types import DocumentState


async def set_state(
    session: Session,
    document_id: UUID,
    state: DocumentState,
    reason: str | None = None,
    detail: str | None = None,
) -> bool:
    """Set a document's state unless it was deleted; False if it was."""
    changed = await session.execute(
        "UPDATE document SET state = $4, reason = $5, detail = $6, updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND deleted_at IS NULL",
        *session.tenant,
        document_id,
        state,
        reason,
        detail,
    )
    return changed == 1


async def publish(session: Session, document_id: UUID, version_id: UUID) -> None:
    """Let a version answer from now on."""
    await session.execute(
        "UPDATE document_version SET state = 'ready' WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
    )
    await session.execute(
        "UPDATE document d SET published_version_id = v.id, title = coalesce(v.title, d.title), state = 'ready',"
        " reason = NULL, detail = NULL, updated_at = now() FROM document_version v"
        " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.id = $3"
        " AND v.organization_id = $1 AND v.store_id = $2 AND v.id = $4",
        *session.tenant,
        document_id,
        version_id,
    )


async def fail_version(session: Session, version_id: UUID, reason: str, detail: str) -> None:
    """End a version that cannot be published, with its file: nobody will read it again."""
    await session.execute(
        "WITH ended AS (UPDATE document_version SET state = 'failed', reason = $4, detail = $5, body = NULL, outline = NULL"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3)"
        " DELETE FROM document_file WHERE organization_id = $1 AND store_id = $2 AND version_id = $3",
        *session.tenant,
        version_id,
        reason,
        detail,
    )


async def bury_document(session: Session, document_id: UUID) -> bool:
    """Mark a document deleted; False if there is none to delete."""
    changed = await session.execute(
        "UPDATE document SET state = 'deleted', reason = NULL, detail = NULL, deleted_at = now(), updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND deleted_at IS NULL",
        *session.tenant,
        document_id,
    )
    return changed == 1


async def bury_documents_of(session: Session, source_id: UUID) -> int:
    """Mark every document of a source deleted."""
    return await session.execute(
        "UPDATE document SET state = 'deleted', reason = NULL, detail = NULL, deleted_at = now(), updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND source_id = $3 AND deleted_at IS NULL",
        *session.tenant,
        source_id,
    )
