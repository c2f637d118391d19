"""Queries of publishing an approved text, and of taking it back."""

from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.metadata import Metadata
from aisle.knowledge.validity import Validity


async def set_validity(session: Session, version_id: UUID, validity: Validity) -> None:
    """Say when and for whom a version answers."""
    await session.execute(
        "UPDATE document_version SET valid_from = $4, valid_until = $5, markets = $6"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
        validity.valid_from,
        validity.valid_until,
        list(validity.markets),
    )


async def set_labels(session: Session, document_id: UUID, metadata: Metadata) -> None:
    """Set what a document is filed under; what is not said is taken away."""
    await session.execute(
        "UPDATE document SET language = coalesce($4, language), category = $5, tags = $6, url = $7, updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        document_id,
        metadata.language,
        metadata.category,
        list(metadata.tags),
        metadata.url,
    )


async def unpublish(session: Session, document_id: UUID) -> bool:
    """Let a document answer no more; False where there is none."""
    changed = await session.execute(
        "UPDATE document SET published_version_id = NULL, state = 'ready', reason = NULL, detail = NULL, updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND deleted_at IS NULL",
        *session.tenant,
        document_id,
    )
    return changed == 1
