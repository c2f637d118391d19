"""Where passages stand in published documents."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.views import ChunkPlace

# A footer may stand in every document of a store; so many places are read of all passages together.
MOST_PLACES = 2_000


async def places_of(session: Session, passage_ids: Sequence[UUID], chunking: str) -> list[ChunkPlace]:
    """Return the places of these passages in published documents as this chunking has cut them, in no order."""
    rows = await session.fetch(
        "SELECT c.passage_id, c.document_version_id, c.ordinal FROM chunk c"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = c.document_id"
        " AND d.published_version_id = c.document_version_id AND d.deleted_at IS NULL"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = ANY($3) AND c.chunking = $4 LIMIT $5",
        *session.tenant,
        list(passage_ids),
        chunking,
        MOST_PLACES,
    )
    return [ChunkPlace(row["passage_id"], row["document_version_id"], row["ordinal"]) for row in rows]
