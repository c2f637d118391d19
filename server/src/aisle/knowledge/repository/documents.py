"""Queries that read documents, their versions and chunks."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import ids_among
from aisle.knowledge.chunking import ChunkKind
from aisle.knowledge.types import Document, DocumentState, DocumentVersion, StoredChunk, VersionState
from aisle.knowledge.views import DocumentCounts, Labels

COLUMNS = (
    "id, source_id, name, title, url, language, category, tags, state, reason, detail, published_version_id,"
    " created_at, updated_at"
)


async def list_documents(
    session: Session, after: UUID | None, most: int, state: DocumentState | None, source_id: UUID | None
) -> list[Document]:
    """Return documents older than `after`, the newest first."""
    rows = await session.fetch(
        f"SELECT {COLUMNS} FROM document WHERE organization_id = $1 AND store_id = $2 AND deleted_at IS NULL"
        " AND ($3::uuid IS NULL OR id < $3) AND ($4::text IS NULL OR state = $4) AND ($5::uuid IS NULL OR source_id = $5)"
        " ORDER BY id DESC LIMIT $6",
        *session.tenant,
        after,
        state,
        source_id,
        most,
    )
    return [_document(row) for row in rows]


async def find_document(session: Session, document_id: UUID) -> Document | None:
    """Return a document that is not deleted."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM document WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND deleted_at IS NULL",
        *session.tenant,
        document_id,
    )
    return _document(row) if row else None


async def versions_of(
    session: Session, document_id: UUID, most: int, chunking: str | None = None
) -> list[DocumentVersion]:
    """Return the newest versions of a document with the number of their chunks."""
    rows = await session.fetch(
        "SELECT v.id, v.number, v.sha256, v.bytes, v.declared_type, v.media_type, v.pages, v.notes, v.state, v.reason,"
        " v.detail, v.created_at, (SELECT count(*) FROM chunk c WHERE c.organization_id = $1 AND c.store_id = $2"
        " AND c.document_version_id = v.id AND ($5::text IS NULL OR c.chunking = $5)) AS chunks FROM document_version v"
        " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.document_id = $3 ORDER BY v.number DESC LIMIT $4",
        *session.tenant,
        document_id,
        most,
        chunking,
    )
    return [_version(row) for row in rows]


async def chunks_of(
    session: Session, version_id: UUID, after: int, most: int, chunking: str | None = None
) -> list[StoredChunk]:
    """Return chunks of a version that come after an ordinal."""
    rows = await session.fetch(
        "SELECT c.id, c.passage_id, c.ordinal, p.kind, p.body AS text, p.context, c.start_offset, c.end_offset, c.page,"
        " c.section FROM chunk c JOIN passage p ON p.organization_id = $1 AND p.store_id = $2 AND p.id = c.passage_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.document_version_id = $3 AND c.ordinal > $4"
        " AND ($6::text IS NULL OR c.chunking = $6) ORDER BY c.ordinal LIMIT $5",
        *session.tenant,
        version_id,
        after,
        most,
        chunking,
    )
    return [_chunk(row) for row in rows]


async def ids_by_name(session: Session, names: Sequence[str]) -> list[tuple[str, UUID]]:
    """Return ids of the documents with these names or ids; a name may stand in several sources."""
    rows = await session.fetch(
        "SELECT n.name, d.id FROM unnest($3::text[]) AS n (name) JOIN document d ON d.organization_id = $1 AND d.store_id = $2"
        " AND d.name = n.name AND d.deleted_at IS NULL UNION ALL SELECT n.name, d.id"
        " FROM unnest($4::text[], $5::uuid[]) AS n (name, id) JOIN document d ON d.organization_id = $1 AND d.store_id = $2"
        " AND d.id = n.id AND d.deleted_at IS NULL",
        *session.tenant,
        list(names),
        *ids_among(names),
    )
    return [(row["name"], row["id"]) for row in rows]


async def sample_faqs(session: Session, most: int) -> list[tuple[UUID, str]]:
    """Return documents with the beginning of a passage of question and answer: any, but the same every time."""
    rows = await session.fetch(
        "SELECT d.id, left(p.body, 400) AS beginning FROM passage p CROSS JOIN LATERAL (SELECT c.document_id AS id FROM chunk c"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = c.document_id"
        " AND d.published_version_id = c.document_version_id AND d.deleted_at IS NULL"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = p.id LIMIT 1) d"
        " WHERE p.organization_id = $1 AND p.store_id = $2 AND p.kind = 'faq' ORDER BY p.content_hash LIMIT $3",
        *session.tenant,
        most,
    )
    return [(row["id"], row["beginning"]) for row in rows]


async def sample_titles(session: Session, most: int) -> list[tuple[UUID, str]]:
    """Return documents that answer with titles that no other has: any, but the same every time."""
    rows = await session.fetch(
        "SELECT min(id::text)::uuid AS id, title FROM document WHERE organization_id = $1 AND store_id = $2"
        " AND deleted_at IS NULL AND published_version_id IS NOT NULL GROUP BY title HAVING count(*) = 1"
        " ORDER BY md5(title) LIMIT $3",
        *session.tenant,
        most,
    )
    return [(row["id"], row["title"]) for row in rows]


async def count_documents(session: Session) -> DocumentCounts:
    """Count documents by state, and those that answer."""
    rows = await session.fetch(
        "SELECT state, count(*) AS documents, count(published_version_id) AS answering FROM document"
        " WHERE organization_id = $1 AND store_id = $2 AND deleted_at IS NULL GROUP BY state",
        *session.tenant,
    )
    by_state = {DocumentState(row["state"]): row["documents"] for row in rows}
    return DocumentCounts(sum(by_state.values()), sum(row["answering"] for row in rows), by_state)


async def find_labels(session: Session) -> Labels:
    """Return the categories and tags of documents that answer."""
    row: Any = await session.fetchrow(
        "SELECT coalesce(array_agg(DISTINCT d.category) FILTER (WHERE d.category IS NOT NULL), '{}') AS categories,"
        " coalesce(array_agg(DISTINCT t.tag) FILTER (WHERE t.tag IS NOT NULL), '{}') AS tags"
        " FROM document d LEFT JOIN LATERAL unnest(d.tags) AS t (tag) ON true"
        " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.deleted_at IS NULL AND d.published_version_id IS NOT NULL",
        *session.tenant,
    )
    return Labels(tuple(row["categories"]), tuple(row["tags"]))


def _document(row: Any) -> Document:
    plain = dict(row)
    return Document(**plain | {"tags": tuple(row["tags"]), "state": DocumentState(row["state"])})


def _version(row: Any) -> DocumentVersion:
    plain = dict(row)
    return DocumentVersion(**plain | {"notes": tuple(row["notes"]), "state": VersionState(row["state"])})


def _chunk(row: Any) -> StoredChunk:
    return StoredChunk(
        id=row["id"],
        passage_id=row["passage_id"],
        ordinal=row["ordinal"],
        kind=ChunkKind(row["kind"]),
        text=row["text"],
        context=row["context"],
        start=row["start_offset"],
        end=row["end_offset"],
        page=row["page"],
        section=tuple(row["section"]),
    )


async def sources_of(session: Session, document_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the source of each document, by the document's id."""
    rows = await session.fetch(
        "SELECT id, source_id FROM document WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(document_ids),
    )
    return {row["id"]: row["source_id"] for row in rows}
