"""Queries on passages: stored once in a store, kept while any document version holds them."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.types import Passage, PassageId

Held = tuple[str, PassageId]  # a chunking's key and a passage that it cuts


async def lock_passages(session: Session) -> None:
    """Let transactions that add, publish or drop passages of a store go one after the other.

    Else one could count on a passage that another is about to drop. Taken before any lock on rows of the index.
    """
    await session.lock("passages")


async def insert_passages(session: Session, passages: Sequence[Passage]) -> dict[bytes, PassageId]:
    """Add those passages that the store lacks and return the ids of all, by content hash."""
    columns = [list(column) for column in zip(*(_columns(passage) for passage in passages), strict=True)]
    if not columns:
        return {}
    await session.execute(
        "INSERT INTO passage (organization_id, store_id, id, content_hash, kind, language, context, body)"
        " SELECT $1, $2, * FROM unnest($3::uuid[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::text[])"
        " ON CONFLICT (organization_id, store_id, content_hash) DO NOTHING",
        *session.tenant,
        *columns,
    )
    rows = await session.fetch(
        "SELECT id, content_hash FROM passage WHERE organization_id = $1 AND store_id = $2 AND content_hash = ANY($3)",
        *session.tenant,
        columns[1],
    )
    return {row["content_hash"]: row["id"] for row in rows}


async def passages_of_document(
    session: Session, document_id: UUID, without: UUID | None = None
) -> list[Held]:
    """Return the passages that a document's versions hold under each chunking, leaving one version out."""
    rows = await session.fetch(
        "SELECT DISTINCT c.chunking, c.passage_id FROM document_version v JOIN chunk c ON c.organization_id = $1 AND c.store_id = $2"
        " AND c.document_version_id = v.id"
        " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.document_id = $3 AND v.id IS DISTINCT FROM $4",
        *session.tenant,
        document_id,
        without,
    )
    return [(row["chunking"], row["passage_id"]) for row in rows]


async def orphans_among(session: Session, held: Sequence[Held]) -> list[Held]:
    """Return those passages that no version which answers or waits holds under the same chunking.

    Waiting ones count: their job may have found a passage in the index already and will not write it again.
    """
    rows = await session.fetch(
        "SELECT o.chunking, o.id FROM unnest($3::text[], $4::uuid[]) AS o (chunking, id) WHERE NOT EXISTS ("
        "SELECT 1 FROM chunk c JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = c.document_version_id"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = v.document_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = o.id AND c.chunking = o.chunking"
        " AND d.deleted_at IS NULL AND (v.id = d.published_version_id OR v.state IN ('queued', 'held')))",
        *session.tenant,
        [chunking for chunking, _ in held],
        [passage_id for _, passage_id in held],
    )
    return [(row["chunking"], row["id"]) for row in rows]


async def delete_unheld(session: Session, passage_ids: Sequence[UUID]) -> None:
    """Remove those passages that no version holds at all."""
    await session.execute(
        "DELETE FROM passage p WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = ANY($3) AND NOT EXISTS ("
        "SELECT 1 FROM chunk c WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = p.id)",
        *session.tenant,
        list(passage_ids),
    )


def _columns(passage: Passage) -> tuple[object, ...]:
    return (
        passage.id,
        passage.content_hash,
        passage.kind,
        passage.language,
        passage.context,
        passage.text,
    )
