"""Queries on import runs and their errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from aisle.catalog.clean_text import clean_line
from aisle.catalog.import_batches import ImportBatch
from aisle.catalog.importing.outcomes import RowError
from aisle.catalog.types import ImportId
from aisle.catalog.views import ImportCounts, ImportRun, ImportState
from aisle.core.db import Session

_COLUMNS = "id, name, state, options, mapping, unread, counts, error, created_at, finished_at"


@dataclass(frozen=True, slots=True)
class WaitingRun:
    """A run that is not finished, with its file."""

    id: ImportId
    options: Mapping[str, Any]
    counts: ImportCounts
    batches_done: int
    sealed_file: bytes


async def insert_run(
    session: Session, import_id: UUID, name: str, options: Mapping[str, Any], sealed_file: bytes
) -> None:
    """Remember a file that is to be imported."""
    await session.execute(
        "INSERT INTO import_run (organization_id, store_id, id, name, state, options, sealed_file)"
        " VALUES ($1, $2, $3, $4, 'queued', $5, $6)",
        *session.tenant,
        import_id,
        name,
        dict(options),
        sealed_file,
    )


async def take_run(session: Session, import_id: UUID) -> WaitingRun | None:
    """Begin or go on with a run; None when it is finished or unknown."""
    row = await session.fetchrow(
        "UPDATE import_run SET state = 'running' WHERE organization_id = $1 AND store_id = $2 AND id = $3"
        " AND state IN ('queued', 'running') RETURNING id, options, counts, batches_done, sealed_file",
        *session.tenant,
        import_id,
    )
    if row is None:
        return None
    return WaitingRun(
        ImportId(row["id"]),
        row["options"],
        ImportCounts(**row["counts"]),
        row["batches_done"],
        row["sealed_file"],
    )


async def advance_run(session: Session, import_id: UUID, batch: ImportBatch, counts: ImportCounts) -> bool:
    """Move a run on by one batch; False when that batch was written already, or the run has ended."""
    moved = await session.execute(
        "UPDATE import_run SET batches_done = $4, counts = $5, mapping = $6, unread = $7 WHERE organization_id = $1"
        " AND store_id = $2 AND id = $3 AND state = 'running' AND batches_done = $4 - 1",
        *session.tenant,
        import_id,
        batch.number,
        asdict(counts),
        dict(batch.mapping),
        [clean_line(column) for column in batch.unread],
    )
    return moved == 1


async def end_run(
    session: Session, import_id: UUID, state: ImportState, counts: ImportCounts | None, error: str | None
) -> None:
    """Finish a run and drop its file."""
    await session.execute(
        "UPDATE import_run SET state = $4, counts = coalesce($5, counts), error = $6, sealed_file = NULL,"
        " finished_at = now() WHERE organization_id = $1 AND store_id = $2 AND id = $3"
        " AND state IN ('queued', 'running')",
        *session.tenant,
        import_id,
        state.value,
        asdict(counts) if counts else None,
        error,
    )


async def find_run(session: Session, import_id: UUID) -> ImportRun | None:
    """A run as it stands."""
    row = await session.fetchrow(
        f"SELECT {_COLUMNS} FROM import_run WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        import_id,
    )
    return _run(row) if row else None


async def list_runs(session: Session, after: UUID | None, most: int) -> list[ImportRun]:
    """Runs older than `after`, the newest first."""
    rows = await session.fetch(
        f"SELECT {_COLUMNS} FROM import_run WHERE organization_id = $1 AND store_id = $2"
        " AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [_run(row) for row in rows]


async def insert_errors(session: Session, import_id: UUID, first: int, errors: Sequence[RowError]) -> None:
    """Store errors with ordinals from `first` on."""
    organization_id, store_id = session.tenant
    columns = {
        "organization_id": "uuid",
        "store_id": "uuid",
        "run_id": "uuid",
        "ordinal": "int",
        "line": "int",
        "field": "text",
        "code": "text",
        "reason": "text",
        "excerpt": "text",
    }
    rows = [
        (organization_id, store_id, import_id, ordinal, *_error_row(error))
        for ordinal, error in enumerate(errors, start=first)
    ]
    await session.insert_rows("import_error", columns, rows)


async def errors_after(
    session: Session, import_id: UUID, after: int, most: int
) -> list[tuple[int, RowError]]:
    """Errors behind an ordinal, each with its own."""
    rows = await session.fetch(
        "SELECT ordinal, line, field, code, reason, excerpt FROM import_error WHERE organization_id = $1"
        " AND store_id = $2 AND run_id = $3 AND ordinal > $4 ORDER BY ordinal LIMIT $5",
        *session.tenant,
        import_id,
        after,
        most,
    )
    return [
        (
            row["ordinal"],
            RowError(row["line"], row["field"], row["code"], row["reason"], row["excerpt"] or ""),
        )
        for row in rows
    ]


def _error_row(error: RowError) -> tuple[int, str | None, str, str, str]:
    # Column names come from the file, so they may hold what the database refuses.
    column = clean_line(error.column) if error.column else None
    return min(error.line, 2**31 - 1), column, error.code, clean_line(error.reason), clean_line(error.value)


def _run(row: Any) -> ImportRun:
    return ImportRun(
        id=ImportId(row["id"]),
        name=row["name"],
        state=ImportState(row["state"]),
        options=row["options"],
        mapping=row["mapping"],
        unread=tuple(row["unread"]),
        counts=ImportCounts(**row["counts"]),
        error=row["error"],
        created_at=row["created_at"],
        finished_at=row["finished_at"],
    )
