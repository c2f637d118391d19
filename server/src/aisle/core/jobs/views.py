"""What a caller sees of a job."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. rate_per_s: items a second in this stage. seconds_left: None while unknown."""

    stage: str
    done: int
    total: int | None
    note: str | None
    rate_per_s: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class JobView:
    """A job's state. `failed` is never an end: it is either queued again or dead."""

    id: UUID
    kind: str
    state: str
    attempt: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None
    progress: Progress | None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in ("done", "dead", "cancelled")


SELECT = (
    "SELECT j.id, j.kind, j.state, j.attempts, j.created_at, j.started_at, j.finished_at, j.error,"
    " p.stage, p.done, p.total, p.note, p.started_done, extract(epoch FROM p.updated_at - p.started_at)::float AS seconds"
    " FROM job j LEFT JOIN job_progress p ON p.organization_id = j.organization_id AND p.job_id = j.id"
    " WHERE j.organization_id = $1"
)


async def find_job(session: Session, job_id: UUID) -> JobView | None:
    """Return a job of the session's tenant with its progress, or None."""
    row = await session.fetchrow(f"{SELECT} AND j.id = $2", session.scope.organization_id, job_id)
    return view_of(row) if row else None


async def list_dead(session: Session, limit: int) -> list[JobView]:
    """Return the tenant's dead letters, the newest first."""
    rows = await session.fetch(
        f"{SELECT} AND j.state = 'dead' ORDER BY j.finished_at DESC LIMIT $2",
        session.scope.organization_id,
        limit,
    )
    return [view_of(row) for row in rows]


def view_of(row: Any) -> JobView:
    """Return what a caller sees of a row with its progress."""
    return JobView(
        row["id"],
        row["kind"],
        row["state"],
        row["attempts"],
        row["created_at"],
        row["started_at"],
        row["finished_at"],
        row["error"],
        _progress(row) if row["stage"] else None,
    )


def _progress(row: Any) -> Progress:
    rate = (row["done"] - row["started_done"]) / row["seconds"] if row["seconds"] else None
    left = (row["total"] - row["done"]) / rate if rate and row["total"] is not None else None
    return Progress(row["stage"], row["done"], row["total"], row["note"], rate, left)


async def retry_dead(session: Session, job_id: UUID) -> bool:
    """Give a dead job a fresh set of attempts; False if it is not dead.

    Where a job for the same work waits already, that one does it and the dead one ends as cancelled.
    """
    changed = await session.execute(
        "UPDATE job SET attempts = 0, due_at = now(), state = CASE WHEN twin THEN 'cancelled' ELSE 'queued' END,"
        " finished_at = CASE WHEN twin THEN now() END FROM (SELECT EXISTS (SELECT 1 FROM job w JOIN job d"
        " ON (w.organization_id, w.kind, w.dedup_key) = (d.organization_id, d.kind, d.dedup_key)"
        " AND w.store_id IS NOT DISTINCT FROM d.store_id"
        " WHERE d.organization_id = $1 AND d.id = $2 AND w.state = 'queued') AS twin) AS found"
        " WHERE organization_id = $1 AND id = $2 AND state = 'dead'",
        session.scope.organization_id,
        job_id,
    )
    return changed == 1
