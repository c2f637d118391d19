"""Every query on exports; and reads over the tables of other features, whose rows they take along."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.exports.sections import Section
from aisle.exports.types import KEPT

COLUMNS = "id, asked_by, job_id, lines, bytes, created_at, ready_at, expires_at"


async def lock_exports(session: Session) -> None:
    """Let one change of exports at a time through in an organization."""
    await session.execute(
        "SELECT FROM organization WHERE organization_id = $1 FOR NO KEY UPDATE", session.scope.organization_id
    )


async def insert_export(session: Session, export_id: UUID, asked_by: UUID, job_id: UUID) -> None:
    """Add an export that is to be packed."""
    await session.execute(
        "INSERT INTO organization_export (organization_id, id, asked_by, job_id) VALUES ($1, $2, $3, $4)",
        session.scope.organization_id,
        export_id,
        asked_by,
        job_id,
    )


async def list_exports(session: Session, asked_by: UUID) -> list[Any]:
    """Return what a person asked for, the newest first."""
    return await session.fetch(
        f"SELECT {COLUMNS} FROM organization_export WHERE organization_id = $1 AND asked_by = $2 ORDER BY id DESC",
        session.scope.organization_id,
        asked_by,
    )


async def find_export(session: Session, export_id: UUID) -> Any | None:
    """Return an export, whoever asked for it."""
    return await session.fetchrow(
        f"SELECT {COLUMNS} FROM organization_export WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        export_id,
    )


async def is_packing(session: Session) -> bool:
    """Whether the job of any export of the organization may still write to it."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM organization_export e JOIN job j ON j.organization_id = e.organization_id AND j.id = e.job_id"
            " WHERE e.organization_id = $1 AND e.ready_at IS NULL AND j.state IN ('queued', 'running') LIMIT 1",
            session.scope.organization_id,
        )
    )


async def delete_export(session: Session, export_id: UUID) -> bool:
    """Erase an export with all its pieces; False where there is none."""
    gone = await session.execute(
        "DELETE FROM organization_export WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        export_id,
    )
    return gone == 1


async def delete_parts(session: Session, export_id: UUID) -> None:
    """Drop what an attempt that was cut short has written."""
    await session.execute(
        "DELETE FROM organization_export_part WHERE organization_id = $1 AND export_id = $2",
        session.scope.organization_id,
        export_id,
    )


async def insert_part(session: Session, export_id: UUID, part_id: UUID, number: int, sealed: bytes) -> None:
    """Add a piece."""
    await session.execute(
        "INSERT INTO organization_export_part (organization_id, id, export_id, number, sealed) VALUES ($1, $2, $3, $4, $5)",
        session.scope.organization_id,
        part_id,
        export_id,
        number,
        sealed,
    )


async def find_part(session: Session, export_id: UUID, number: int) -> Any | None:
    """Return a piece."""
    return await session.fetchrow(
        "SELECT id, sealed FROM organization_export_part WHERE organization_id = $1 AND export_id = $2 AND number = $3",
        session.scope.organization_id,
        export_id,
        number,
    )


async def finish(session: Session, export_id: UUID, lines: Mapping[str, int], size: int) -> None:
    """Let it be fetched for some days."""
    await session.execute(
        "UPDATE organization_export SET ready_at = now(), expires_at = now() + $3::interval, lines = $4, bytes = $5"
        " WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        export_id,
        KEPT,
        dict(lines),
        size,
    )


async def page_of(session: Session, section: Section, after: tuple[Any, ...]) -> list[Any]:
    """Return a page of what a file holds, behind the row with these keys."""
    return await session.fetch(section.query, session.scope.organization_id, section.at_once, *after)
