"""What a failure means for a run and its source: rest and go on, wait for a person, or end."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.types import Connection, ConnectionState, Health
from aisle.sources.errors import RetryLater, ShopError
from aisle.sources.notices import telling
from aisle.sources.syncing.jobs import SyncSource
from aisle.sources.syncing.repository import parts, records, runs
from aisle.sources.syncing.types import Run, RunState

# A shop that fails again and again is left alone for longer and longer (a breaker over all processes, kept with the source).
FIRST_REST, LONGEST_REST = timedelta(seconds=15), timedelta(hours=1)
PATIENCE = timedelta(hours=24)  # without a single page; after it the run ends
RESTING = "resting"


def rest_of(error: RetryLater, failures: int, chance: float) -> timedelta:
    """Return how long a shop is left alone: what it asks for, at least a pause that doubles with each failure, with jitter."""
    doubled = min(LONGEST_REST, FIRST_REST * (1 << min(failures, 12)))
    asked = timedelta(seconds=error.retry_after or 0)
    return max(doubled * (0.5 + 0.5 * chance), asked * (1 + 0.1 * chance))


async def rest(
    session: Session,
    jobs: JobQueue,
    run: Run,
    connection: Connection,
    error: RetryLater,
    now: datetime,
    chance: float,
    *,
    advanced: bool,
) -> None:
    """Let a run go on later where it stands, or end it when nothing was read for a day. advanced: this attempt read something."""
    failures = 0 if advanced else connection.failures
    pause = rest_of(error, failures, chance)
    await connections.set_health(
        session,
        connection.source_id,
        Health.LATE,
        error.code,
        error.detail,
        failures=failures + 1,
        rests_until=now + pause,
        anew=advanced,
    )
    if not advanced and now - await _last_page(session, run, now) > PATIENCE:
        await end(session, run, RunState.FAILED, error.code, error.detail)
        return
    await runs.set_stage(session, run.id, RESTING, error.detail)
    job_id = await jobs.defer(session, SyncSource(run.id), delay=pause, dedup_key=str(run.id))
    await runs.set_job(session, run.id, job_id)


async def wait_for_credentials(session: Session, jobs: JobQueue, run: Run, error: ShopError) -> None:
    """End a run whose shop refuses the credentials; nothing is read until somebody gives others, whom a mail asks for them."""
    before = await connections.get(session, run.source_id, lock=True)
    if before.state is not ConnectionState.BROKEN:
        await connections.set_told(session, run.source_id, telling.CREDENTIALS)
        await telling.tell(session, jobs, telling.SOURCE_REFUSED, run.source_id)
    await connections.set_state(session, run.source_id, ConnectionState.BROKEN)
    await connections.set_health(session, run.source_id, Health.FAILING, error.code, error.detail)
    await end(session, run, RunState.FAILED, error.code, error.detail)


async def fail(session: Session, run: Run, code: str, detail: str) -> None:
    """End a run that cannot be read."""
    await connections.set_health(session, run.source_id, Health.FAILING, code, detail)
    await end(session, run, RunState.FAILED, code, detail)


async def give_up(session: Session, run_id: UUID, detail: str) -> None:
    """End a run that a fault of our own keeps from being read, unless somebody has ended it meanwhile."""
    run = await runs.find(session, run_id)
    if run is None:
        return
    await connections.hold(session, run.source_id)
    held = await runs.find(session, run_id, lock=True)
    if held is not None and held.state is RunState.RUNNING:
        await fail(session, held, "internal", detail)


async def end(
    session: Session, run: Run, state: RunState, code: str | None = None, detail: str | None = None
) -> None:
    """End a run without going live: what it would have changed is forgotten."""
    for part in await parts.list_of(session, run.id):
        await records.forget_part(session, run.id, part.resource)
    await runs.set_state(session, run.id, state, code=code, detail=detail)


async def _last_page(session: Session, run: Run, now: datetime) -> datetime:
    found = await parts.list_of(session, run.id)
    return max([part.updated_at for part in found], default=run.started_at or now)
