"""Queries on runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
from pydantic import TypeAdapter

from aisle.core.db import Session
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.records import Resource
from aisle.sources.syncing.types import READING, Cause, Mode, Named, Run, RunId, RunState

_COLUMNS = (
    "id, source_id, mode, cause, state, resources, created_at, stage, named, undoes, counts, difference, code, detail, asked,"
    " job_id, created_by, started_at, staged_at, finished_at"
)
_ONE = "organization_id = $1 AND store_id = $2 AND id = $3"
_NAMED: TypeAdapter[tuple[Named, ...]] = TypeAdapter(tuple[Named, ...])


async def insert(session: Session, run: Run) -> None:
    """Add a run that waits. Raises SourceBusy while another one reads the same source."""
    try:
        await session.execute(
            "INSERT INTO sync_run (organization_id, store_id, id, source_id, mode, cause, state, resources, named, undoes, created_by)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            *session.tenant,
            run.id,
            run.source_id,
            run.mode,
            run.cause,
            run.state,
            list(run.resources),
            _NAMED.dump_python(run.named, mode="json"),
            run.undoes,
            session.scope.principal,
        )
    except asyncpg.UniqueViolationError:
        raise SourceBusy("This source is being read already.") from None


async def set_job(session: Session, run_id: UUID, job_id: UUID) -> None:
    """Say which job works on a run."""
    await session.execute(f"UPDATE sync_run SET job_id = $4 WHERE {_ONE}", *session.tenant, run_id, job_id)


async def find(session: Session, run_id: UUID, *, lock: bool = False) -> Run | None:
    """Return a run."""
    row = await session.fetchrow(
        f"SELECT {_COLUMNS} FROM sync_run WHERE {_ONE}{' FOR UPDATE' if lock else ''}",
        *session.tenant,
        run_id,
    )
    return _run(row) if row else None


async def list_of(session: Session, source_id: UUID, after: UUID | None, most: int) -> list[Run]:
    """Return a source's runs before one, the newest first."""
    rows = await session.fetch(
        f"SELECT {_COLUMNS} FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
        " AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5",
        *session.tenant,
        source_id,
        after,
        most,
    )
    return [_run(row) for row in rows]


async def list_open(session: Session, source_id: UUID, *, lock: bool = False) -> list[Run]:
    """Return the runs of a source that have not ended, the oldest first.

    lock: Whoever changes them must, with the connection locked before: a worker may be ending one.
    """
    rows = await session.fetch(
        f"SELECT {_COLUMNS} FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
        f" AND finished_at IS NULL ORDER BY id{' FOR UPDATE' if lock else ''}",
        *session.tenant,
        source_id,
    )
    return [_run(row) for row in rows]


async def count_queued(session: Session) -> int:
    """Return how many runs of the store, whatever their source, wait for a worker."""
    found = await session.fetchval(
        "SELECT count(*) FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND state = 'queued' AND mode = ANY($3)",
        *session.tenant,
        list(READING),
    )
    return int(found)


async def begin(session: Session, run_id: UUID) -> Run | None:
    """Begin or go on with a run; None when nothing is to be read for it now."""
    row = await session.fetchrow(
        "UPDATE sync_run SET state = 'running', stage = coalesce(stage, 'reading'), started_at = coalesce(started_at, now()),"
        f" code = NULL, detail = NULL WHERE {_ONE} AND state IN ('queued', 'running') RETURNING {_COLUMNS}",
        *session.tenant,
        run_id,
    )
    return _run(row) if row else None


async def asked_of(session: Session, run_id: UUID) -> str | None:
    """Return what a person wants of a run that is read ("pause", "stop"), or "ended" where it is read no longer."""
    row = await session.fetchrow(
        f"SELECT state, asked FROM sync_run WHERE {_ONE} FOR SHARE", *session.tenant, run_id
    )
    return "ended" if row is None or row["state"] != "running" else row["asked"]


async def ask(session: Session, run_id: UUID, what: str | None) -> None:
    """Ask a run to pause or to stop; None takes it back."""
    await session.execute(f"UPDATE sync_run SET asked = $4 WHERE {_ONE}", *session.tenant, run_id, what)


async def set_stage(session: Session, run_id: UUID, stage: str, detail: str | None = None) -> None:
    """Say what is being done for a run."""
    await session.execute(
        f"UPDATE sync_run SET stage = $4, detail = $5 WHERE {_ONE}", *session.tenant, run_id, stage, detail
    )


async def set_state(
    session: Session,
    run_id: UUID,
    state: RunState,
    *,
    code: str | None = None,
    detail: str | None = None,
    counts: Mapping[str, Any] | None = None,
) -> None:
    """Move a run on. An end gets its time, being staged too."""
    await session.execute(
        "UPDATE sync_run SET state = $4, code = $5, detail = $6, counts = coalesce($7, counts), asked = NULL,"
        " staged_at = CASE WHEN $4 = 'staged' THEN now() ELSE staged_at END, stage = CASE WHEN $8 THEN NULL ELSE stage END,"
        f" finished_at = CASE WHEN $8 THEN now() END WHERE {_ONE}",
        *session.tenant,
        run_id,
        str(state),
        code,
        detail[:2000] if detail else None,
        dict(counts) if counts is not None else None,
        state.ended,
    )


async def delete_old(session: Session, source_id: UUID, before: datetime, keep: int) -> int:
    """Drop ended runs with their journals that are older and not among the newest `keep`; return how many went."""
    return await session.execute(
        "DELETE FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND source_id = $3 AND finished_at < $4"
        " AND id NOT IN (SELECT id FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
        " ORDER BY id DESC LIMIT $5)",
        *session.tenant,
        source_id,
        before,
        keep,
    )


def _run(row: Any) -> Run:
    return Run(
        RunId(row["id"]),
        row["source_id"],
        Mode(row["mode"]),
        Cause(row["cause"]),
        RunState(row["state"]),
        _resources(row["resources"]),
        row["created_at"],
        row["stage"],
        _NAMED.validate_python(row["named"]),
        *(row[name] for name in _COLUMNS.replace(" ", "").split(",")[9:]),
    )


def _resources(names: Sequence[str]) -> tuple[Resource, ...]:
    known = {str(one): one for one in Resource}
    return tuple(known[name] for name in names if name in known)
