"""What people see and do about all jobs of a tenant: lists, dead letters by their cause, another try, giving them up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs.views import JobView, retry_dead, view_of

LONGEST_CAUSE = 300  # characters of an error that groups are told apart by
MOST_AT_ONCE = 500
# Ids and numbers differ from one job to the next; the cause is what is left without them.
_CAUSE = "regexp_replace(regexp_replace(left(coalesce(error, ''), 300), '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '…', 'g'), '[0-9]+', '…', 'g')"
_PLAIN = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[a-z_]{1,40}")
_HERE = "organization_id = $1 AND store_id IS NOT DISTINCT FROM $2::uuid"


@dataclass(frozen=True, slots=True)
class ListedJob:
    """A job with when it is tried next; None once nothing more happens by itself."""

    job: JobView
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeadGroup:
    """Dead letters of one kind and cause. sample: of the newest, with its payload masked.

    done_since: how many of the kind went well after the last of them died: the cause may be gone.
    """

    kind: str
    cause: str
    count: int
    first_at: datetime
    last_at: datetime
    sample_id: UUID
    sample: dict[str, Any]
    done_since: int


async def list_jobs(
    session: Session, state: str | None, kind: str | None, before: UUID | None, limit: int
) -> list[ListedJob]:
    """Return jobs of the session's store, the newest first, from behind one on."""
    rows = await session.fetch(
        "SELECT j.id, j.kind, j.state, j.attempts, j.created_at, j.started_at, j.finished_at, j.error, j.due_at, p.stage, p.done, p.total,"
        " p.note, p.started_done, extract(epoch FROM p.updated_at - p.started_at)::float AS seconds FROM job j"
        " LEFT JOIN job_progress p ON p.organization_id = j.organization_id AND p.job_id = j.id"
        " WHERE j.organization_id = $1 AND j.store_id IS NOT DISTINCT FROM $2::uuid AND ($3::text IS NULL OR j.state = $3)"
        " AND ($4::text IS NULL OR j.kind = $4) AND ($5::uuid IS NULL OR j.id < $5) ORDER BY j.id DESC LIMIT $6",
        *_place(session),
        state,
        kind,
        before,
        limit,
    )
    return [ListedJob(view_of(row), row["due_at"] if row["state"] == "queued" else None) for row in rows]


async def count_jobs(session: Session) -> dict[str, int]:
    """Return how many jobs of the session's store are in each state."""
    rows = await session.fetch(
        f"SELECT state, count(*) AS n FROM job WHERE {_HERE} GROUP BY state", *_place(session)
    )
    return {row["state"]: row["n"] for row in rows}


async def list_dead_groups(session: Session, limit: int) -> list[DeadGroup]:
    """Return dead letters by kind and cause, those that died last first."""
    rows = await session.fetch(
        "SELECT g.*, (SELECT count(*) FROM job d WHERE d.organization_id = $1 AND d.store_id IS NOT DISTINCT FROM $2::uuid"
        " AND d.kind = g.kind AND d.state = 'done' AND d.finished_at > g.last_at) AS done_since FROM ("
        f"SELECT kind, {_CAUSE} AS cause, count(*) AS n, min(finished_at) AS first_at, max(finished_at) AS last_at,"
        " (array_agg(id ORDER BY finished_at DESC))[1] AS sample_id, (array_agg(payload ORDER BY finished_at DESC))[1] AS sample"
        f" FROM job WHERE {_HERE} AND state = 'dead' GROUP BY 1, 2 ORDER BY last_at DESC LIMIT $3) AS g ORDER BY g.last_at DESC",
        *_place(session),
        limit,
    )
    return [
        DeadGroup(
            row["kind"],
            row["cause"],
            row["n"],
            row["first_at"],
            row["last_at"],
            row["sample_id"],
            masked(row["sample"]),
            row["done_since"],
        )
        for row in rows
    ]


async def retry_group(session: Session, kind: str, cause: str) -> int:
    """Give the dead letters of a cause a fresh set of attempts, at most MOST_AT_ONCE of them; returns how many."""
    ids = await _group(session, kind, cause)
    return sum([await retry_dead(session, id_) for id_ in ids])


async def discard_group(session: Session, kind: str, cause: str) -> int:
    """Give up the dead letters of a cause, at most MOST_AT_ONCE of them; returns how many."""
    return await _discard(session, await _group(session, kind, cause))


async def discard_dead(session: Session, job_id: UUID) -> bool:
    """Give up a dead letter; False if it is none."""
    return await _discard(session, [job_id]) == 1


async def _group(session: Session, kind: str, cause: str) -> list[UUID]:
    rows = await session.fetch(
        f"SELECT id FROM job WHERE {_HERE} AND state = 'dead' AND kind = $3 AND {_CAUSE} = $4 ORDER BY finished_at LIMIT $5",
        *_place(session),
        kind,
        cause,
        MOST_AT_ONCE,
    )
    return [row["id"] for row in rows]


async def _discard(session: Session, ids: Sequence[UUID]) -> int:
    """What is given up is kept as cancelled for as long as what is done."""
    return await session.execute(
        f"UPDATE job SET state = 'cancelled' WHERE {_HERE} AND state = 'dead' AND id = ANY($3)",
        *_place(session),
        list(ids),
    )


def masked(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return a payload in which ids, numbers and codes can be read, and of every other text its length alone."""
    return {name: _masked(value) for name, value in payload.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return masked(value)
    if isinstance(value, list):
        return [_masked(one) for one in value[:5]]
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        return f"({len(value)} characters)"
    return value


def _place(session: Session) -> tuple[UUID, UUID | None]:
    return session.scope.organization_id, session.scope.store_id
