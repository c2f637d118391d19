"""Queries on the documents of a run."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.knowledge.service.holding import HeldVersion

_RUN = "organization_id = $1 AND store_id = $2 AND run_id = $3"


async def unprepared(session: Session, run_id: UUID, most: int) -> list[Any]:
    """Return documents of a run that are not prepared, with their bytes and, of a way back, what the other run did."""
    return await session.fetch(
        "SELECT c.external_id, c.data, c.file_id, f.sealed, d.document_id, d.version_id, d.before_id, s.undoes IS NOT NULL AS back,"
        " o.document_id AS back_document_id, o.before_id AS back_version_id, o.version_id AS back_before_id"
        " FROM sync_change c JOIN sync_run s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = c.run_id"
        " LEFT JOIN sync_file f ON f.organization_id = $1 AND f.store_id = $2 AND f.id = c.file_id"
        " LEFT JOIN document_change d ON d.organization_id = $1 AND d.store_id = $2 AND d.run_id = c.run_id AND d.external_id = c.external_id"
        " LEFT JOIN document_change o ON o.organization_id = $1 AND o.store_id = $2 AND o.run_id = s.undoes AND o.external_id = c.external_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3 AND c.resource = 'documents'"
        " AND (d.run_id IS NULL OR NOT d.prepared) ORDER BY c.external_id LIMIT $4",
        *session.tenant,
        run_id,
        most,
    )


async def save_change(session: Session, run_id: UUID, external_id: str, held: HeldVersion | None) -> None:
    """Keep which version a run brings, and which answered before; held: None where there is nothing to be done."""
    await session.execute(
        "INSERT INTO document_change (organization_id, store_id, run_id, external_id, document_id, version_id, before_id, prepared)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $5::uuid IS NULL)",
        *session.tenant,
        run_id,
        external_id,
        held.document_id if held else None,
        held.version_id if held else None,
        held.before_id if held else None,
    )


async def mark_prepared(session: Session, run_id: UUID) -> None:
    """Count as prepared what has been stored."""
    await session.execute(
        f"UPDATE document_change SET prepared = true WHERE {_RUN} AND NOT prepared", *session.tenant, run_id
    )


async def document_of(session: Session, version_id: UUID) -> UUID:
    """Return the document of a version."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT document_id FROM document_version WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
    )


async def changes(session: Session, run_id: UUID) -> list[Any]:
    """Return what a run does to documents: external_id, data, document_id, version_id, before_id."""
    return await session.fetch(
        "SELECT c.external_id, c.data, d.document_id, d.version_id, d.before_id FROM sync_change c JOIN document_change d"
        " ON d.organization_id = $1 AND d.store_id = $2 AND d.run_id = c.run_id AND d.external_id = c.external_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3 AND c.resource = 'documents'"
        " AND d.document_id IS NOT NULL ORDER BY d.document_id",
        *session.tenant,
        run_id,
    )


async def give_up(
    session: Session, run_id: UUID, source_id: UUID, external_id: str, why: tuple[str, str]
) -> None:
    """Leave a document out of a run, and put it among the source's problems: it cannot be read."""
    await session.execute(
        f"DELETE FROM sync_change WHERE {_RUN} AND resource = 'documents' AND external_id = $4",
        *session.tenant,
        run_id,
        external_id,
    )
    await session.execute(
        f"DELETE FROM document_change WHERE {_RUN} AND external_id = $4", *session.tenant, run_id, external_id
    )
    await session.execute(
        "INSERT INTO source_problem (organization_id, store_id, id, source_id, run_id, resource, external_id, code, field, reason, action)"
        " VALUES ($1, $2, $3, $4, $5, 'documents', $6, $7, 'content', $8, 'Mend the file at its source; the next sync reads it again.')"
        " ON CONFLICT (organization_id, store_id, source_id, resource, external_id, code, field) WHERE state = 'open'"
        " DO UPDATE SET times = source_problem.times + 1, last_at = now(), run_id = excluded.run_id, reason = excluded.reason",
        *session.tenant,
        new_id(),
        source_id,
        run_id,
        external_id,
        *why,
    )


async def takes_back(session: Session, run_id: UUID) -> bool:
    """Whether a run takes another one back: its versions have answered before."""
    found = await session.fetchval(
        "SELECT undoes IS NOT NULL FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
    )
    return bool(found)


async def held_versions(session: Session, run_id: UUID) -> list[UUID]:
    """Return the versions that a run has had stored."""
    rows = await session.fetch(
        f"SELECT version_id FROM document_change WHERE {_RUN} AND version_id IS NOT NULL",
        *session.tenant,
        run_id,
    )
    return [row["version_id"] for row in rows]


async def drop_changes(session: Session, run_id: UUID) -> None:
    """Forget what a run would do to documents."""
    await session.execute(f"DELETE FROM document_change WHERE {_RUN}", *session.tenant, run_id)
