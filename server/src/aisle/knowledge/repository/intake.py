"""Queries of accepting files."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.metadata import Metadata
from aisle.knowledge.types import DocumentId, DocumentState, VersionId, VersionState


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the same name. current_*: its queued version if it has one, else the published one."""

    id: DocumentId
    title: str
    url: str | None
    language: str | None
    category: str | None
    tags: tuple[str, ...]
    state: DocumentState
    published: bool
    current_version_id: VersionId | None
    current_sha256: bytes | None
    last_number: int


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version about to be stored."""

    id: VersionId
    document_id: DocumentId
    number: int
    sha256: bytes
    bytes: int
    declared_type: str | None
    title: str | None
    state: VersionState
    reason: str | None
    detail: str | None


async def lock_source(session: Session, source_id: UUID) -> None:
    """Let uploads to one source go one after the other: two of the same new name must not both be the first."""
    await session.execute(
        "SELECT 1 FROM source WHERE organization_id = $1 AND store_id = $2 AND id = $3 FOR NO KEY UPDATE",
        *session.tenant,
        source_id,
    )


async def find_known(session: Session, source_id: UUID, name: str) -> KnownDocument | None:
    """Return and lock the document of that name."""
    row = await session.fetchrow(
        "SELECT d.id, coalesce(v.title, d.title) AS title, d.url, d.language, d.category, d.tags, d.state,"
        " d.published_version_id IS NOT NULL AS published, v.id AS current_version_id, v.sha256 AS current_sha256,"
        " (SELECT max(n.number) FROM document_version n WHERE n.organization_id = $1 AND n.store_id = $2"
        "  AND n.document_id = d.id) AS last_number"
        " FROM document d LEFT JOIN LATERAL (SELECT w.id, w.sha256, w.title FROM document_version w"
        "  WHERE w.organization_id = $1 AND w.store_id = $2 AND w.document_id = d.id"
        "  AND (w.state = 'queued' OR w.id = d.published_version_id) ORDER BY w.number DESC LIMIT 1) v ON true"
        " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.source_id = $3 AND d.name = $4 AND d.deleted_at IS NULL"
        " FOR UPDATE OF d",
        *session.tenant,
        source_id,
        name,
    )
    return _known(row) if row else None


async def insert_document(
    session: Session, document_id: UUID, source_id: UUID, title: str, metadata: Metadata
) -> None:
    """Add a document that waits for its first version."""
    await session.execute(
        "INSERT INTO document (organization_id, store_id, id, source_id, name, title, url, language, category, tags, state)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued')",
        *session.tenant,
        document_id,
        source_id,
        metadata.name,
        title,
        metadata.url,
        metadata.language,
        metadata.category,
        list(metadata.tags),
    )


async def update_metadata(
    session: Session, known: KnownDocument, metadata: Metadata, title: str | None
) -> None:
    """Change what was said about a document; what was not said stays. title: also that of the current version."""
    await session.execute(
        "UPDATE document SET title = coalesce($4, title), url = coalesce($5, url), language = coalesce($6, language),"
        " category = coalesce($7, category), tags = CASE WHEN $8::text[] = '{}' THEN tags ELSE $8::text[] END, updated_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        known.id,
        title,
        metadata.url,
        metadata.language,
        metadata.category,
        list(metadata.tags),
    )
    if title is not None and known.current_version_id is not None:
        await session.execute(
            "UPDATE document_version SET title = $4 WHERE organization_id = $1 AND store_id = $2 AND id = $3",
            *session.tenant,
            known.current_version_id,
            title,
        )


async def insert_version(session: Session, version: NewVersion) -> None:
    """Add a version."""
    await session.execute(
        "INSERT INTO document_version (organization_id, store_id, id, document_id, number, sha256, bytes, declared_type,"
        " title, state, reason, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        *session.tenant,
        version.id,
        version.document_id,
        version.number,
        version.sha256,
        version.bytes,
        version.declared_type,
        version.title,
        version.state,
        version.reason,
        version.detail,
    )


async def insert_file(session: Session, version_id: UUID, sealed: bytes) -> None:
    """Keep the sealed bytes of a version."""
    await session.execute(
        "INSERT INTO document_file (organization_id, store_id, version_id, sealed) VALUES ($1, $2, $3, $4)",
        *session.tenant,
        version_id,
        sealed,
    )


async def supersede(session: Session, document_id: UUID, by: UUID, reason: str) -> None:
    """End the versions that still waited before a newer one, with their files."""
    await session.execute(
        "WITH ended AS (UPDATE document_version SET state = 'failed', reason = $5, body = NULL, outline = NULL WHERE organization_id = $1 AND store_id = $2"
        " AND document_id = $3 AND id <> $4 AND state = 'queued' RETURNING id)"
        " DELETE FROM document_file WHERE organization_id = $1 AND store_id = $2 AND version_id IN (SELECT id FROM ended)",
        *session.tenant,
        document_id,
        by,
        reason,
    )


def _known(row: Any) -> KnownDocument:
    return KnownDocument(
        id=row["id"],
        title=row["title"],
        url=row["url"],
        language=row["language"],
        category=row["category"],
        tags=tuple(row["tags"]),
        state=DocumentState(row["state"]),
        published=row["published"],
        current_version_id=row["current_version_id"],
        current_sha256=row["current_sha256"],
        last_number=row["last_number"] or 0,
    )
