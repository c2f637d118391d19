"""The query of what depends on an article."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session

_OF = "organization_id = $1 AND store_id = $2"


async def count_uses(session: Session, article_id: UUID, document_name: str, days: int) -> dict[str, Any]:
    """Return counts of what depends on an article, by name; all are nought for one that is not there."""
    row = await session.fetchrow(
        f"WITH one AS (SELECT id, key, language, document_id FROM article WHERE {_OF} AND id = $3)"
        f" SELECT (SELECT count(*) FROM article_version WHERE {_OF} AND article_id = $3) AS versions,"
        f" (SELECT count(*) FROM article_save WHERE {_OF} AND article_id = $3) AS saves,"
        " (SELECT count(DISTINCT c.passage_id) FROM one JOIN document d ON d.organization_id = $1 AND d.store_id = $2"
        " AND d.id = one.document_id AND d.deleted_at IS NULL JOIN chunk c ON c.organization_id = $1 AND c.store_id = $2"
        " AND c.document_version_id = d.published_version_id) AS passages,"
        " (SELECT count(DISTINCT m.id) FROM one JOIN citation i ON i.organization_id = $1 AND i.store_id = $2"
        " AND i.document_id = one.document_id JOIN message m ON m.organization_id = $1 AND m.store_id = $2 AND m.id = i.message_id"
        " AND m.created_at > now() - make_interval(days => $5) JOIN conversation k ON k.organization_id = $1 AND k.store_id = $2"
        " AND k.id = m.conversation_id AND NOT k.preview) AS quoted,"
        f" (SELECT count(*) FROM test_question q LEFT JOIN one ON true WHERE q.organization_id = $1 AND q.store_id = $2"
        " AND (q.documents @> ARRAY[$4] OR q.documents @> ARRAY[one.document_id::text])) AS questions,"
        " (SELECT count(*) FROM one JOIN article a ON a.organization_id = $1 AND a.store_id = $2 AND a.key = one.key"
        " AND a.id <> one.id) AS translations",
        *session.tenant,
        article_id,
        document_name,
        days,
    )
    assert row is not None
    return dict(row)
