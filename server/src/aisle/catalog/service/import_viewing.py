"""Watching imports: how far they are, and which rows they could not take."""

from __future__ import annotations

from uuid import UUID

from aisle.catalog.errors import ImportNotFound
from aisle.catalog.repository import imports
from aisle.catalog.views import ImportErrorPage, ImportRun
from aisle.core.db import Session


async def get_import(session: Session, import_id: UUID) -> ImportRun:
    """One import as it stands. Raises ImportNotFound."""
    run = await imports.find_run(session, import_id)
    if run is None:
        raise ImportNotFound()
    return run


async def list_imports(session: Session, *, after: UUID | None = None, limit: int = 25) -> list[ImportRun]:
    """Imports older than `after`, the newest first."""
    return await imports.list_runs(session, after, limit)


async def list_import_errors(
    session: Session, import_id: UUID, *, after: int = -1, limit: int = 100
) -> ImportErrorPage:
    """Errors of an import behind an ordinal, in the order of the file."""
    found = await imports.errors_after(session, import_id, after, limit + 1)
    shown = found[:limit]
    return ImportErrorPage(tuple(error for _, error in shown), shown[-1][0] if len(found) > limit else None)
