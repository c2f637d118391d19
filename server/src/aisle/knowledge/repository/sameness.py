"""Queries on texts that stand in several documents, as when two sources bring the same page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.views import OtherPlace

MOST_PLACES = 20  # a footer may stand in every document of a store
_SHOWN = "o.id, o.title, o.url, o.source_id, s.name"
_OTHERS = (
    " JOIN chunk c ON c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = p.passage_id"
    " JOIN document o ON o.organization_id = $1 AND o.store_id = $2 AND o.id = c.document_id AND o.id <> $4"
    " AND o.published_version_id = c.document_version_id AND o.deleted_at IS NULL"
    " JOIN source s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = o.source_id"
)


async def holding_chunk(session: Session, chunk_id: UUID, document_id: UUID) -> list[OtherPlace]:
    """Return the other documents that hold a chunk's text and answer everybody now, the newest first."""
    rows = await session.fetch(
        f"SELECT DISTINCT {_SHOWN} FROM (SELECT passage_id FROM chunk"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3) p"
        f"{_OTHERS} JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = c.document_version_id"
        " AND (v.valid_from IS NULL OR v.valid_from <= now()) AND (v.valid_until IS NULL OR v.valid_until > now())"
        " AND v.markets = '{}' ORDER BY o.id DESC LIMIT $5",
        *session.tenant,
        chunk_id,
        document_id,
        MOST_PLACES,
    )
    return _places(rows)


async def same_text(session: Session, document_id: UUID) -> list[OtherPlace]:
    """Return the other published documents whose text is the same from the first to the last character, the newest first.

    Those that share one passage are looked at alone: equal texts share all of theirs.
    """
    rows = await session.fetch(
        f"SELECT DISTINCT {_SHOWN} FROM (SELECT c.passage_id, v.body FROM document d JOIN document_version v"
        " ON v.organization_id = $1 AND v.store_id = $2 AND v.id = d.published_version_id"
        " CROSS JOIN LATERAL (SELECT passage_id FROM chunk WHERE organization_id = $1 AND store_id = $2"
        " AND document_version_id = v.id ORDER BY ordinal DESC LIMIT 1) c"
        " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.id = $3 AND d.deleted_at IS NULL) p"
        f"{_OTHERS}"
        " JOIN document_version w ON w.organization_id = $1 AND w.store_id = $2 AND w.id = o.published_version_id AND w.body = p.body"
        " ORDER BY o.id DESC LIMIT $5",
        *session.tenant,
        document_id,
        document_id,
        MOST_PLACES,
    )
    return _places(rows)


def _places(rows: Sequence[Any]) -> list[OtherPlace]:
    return [OtherPlace(row["id"], row["title"], row["url"], row["source_id"], row["name"]) for row in rows]
