"""Starting what is due: called by the worker's rounds, over all tenants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import InvalidInput
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.connections.following import before_of
from aisle.sources.connections.schedules import next_time
from aisle.sources.connections.types import Connection, ConnectionState, Health
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.starting import start
from aisle.sources.syncing.types import READING, Cause, Mode

STORES_AT_ONCE = 500
PRINCIPAL = "system:upkeep"
AGAIN = timedelta(minutes=1)  # later, where a source is busy
JOURNAL = timedelta(days=30)  # that a run can be looked at and taken back
KEPT = 20  # runs of a source, however old they are


async def start_due(
    database: Database, dispatch: Database, jobs: JobQueue, chance: Callable[[], float]
) -> int:
    """Start the runs of all sources whose time has come; return how many.

    Args:
        database: Under the worker's role.
        dispatch: Under the dispatcher's, which sees which stores have a source that is due, and nothing more of it.
        chance: For jitter.
    """
    async with dispatch.connection() as connection:
        stores = [tuple(row) for row in await connection.fetch(connections.DUE, STORES_AT_ONCE)]
    started = 0
    for organization_id, store_id in stores:
        scope = Scope(organization_id, store_id, PRINCIPAL)
        async with database.open_scope(scope) as session:
            due = await connections.list_due(session, datetime.now(UTC))
        for one in due:
            async with database.open_scope(scope) as session:
                started += await _start(session, jobs, one, datetime.now(UTC), chance())
    return started


async def _start(
    session: Session, jobs: JobQueue, connection: Connection, now: datetime, chance: float
) -> bool:
    """Start one source's run unless it rests or is busy; no two of one source overlap."""
    if connection.rests_until is not None and connection.rests_until > now:
        await _put_off(session, connection, connection.rests_until)
        return False
    reason = await _waits_for(session, connection, now)
    if reason != connection.waits_for:
        await connections.set_waits_for(session, connection.source_id, reason)
    if reason is not None:
        await _put_off(session, connection, now + AGAIN)
        return False
    reconciles = connection.next_reconcile_at is not None and connection.next_reconcile_at <= now
    mode = Mode.RECONCILE if reconciles else Mode.INCREMENTAL
    try:
        await start(session, jobs, connection.source_id, mode, Cause.SCHEDULE)
    except SourceBusy:
        await _put_off(session, connection, now + AGAIN)
        return False
    await connections.set_times(
        session, connection.source_id, *next_times(connection, now, chance, reconciles)
    )
    await runs.delete_old(session, connection.source_id, now - JOURNAL, KEPT)
    return True


def next_times(
    connection: Connection, now: datetime, chance: float, reconciles: bool = True
) -> tuple[datetime | None, datetime | None]:
    """Return when a source is read next, and when it is reconciled. reconciles: now, or not before the time that is set."""
    reading = connection.reading
    try:
        following = next_time(reading.schedule, reading.time_zone, now, chance)
        reconcile = next_time(reading.reconcile, reading.time_zone, now, chance)
    except InvalidInput:  # of another release; a person sees that nothing comes
        return None, None
    return following, reconcile if reconciles else connection.next_reconcile_at


async def _waits_for(session: Session, connection: Connection, now: datetime) -> str | None:
    """Say why a source is not read yet: one that it comes after is not live, or not well. None: nothing is in its way."""
    if not connection.reading.settings.get("after"):
        return None
    for one in before_of(connection, await connections.list_all(session)):
        if one.state is not ConnectionState.ACTIVE or one.unwell_since is not None:
            return f"It is read after “{one.name}”, which cannot be read now."
        if any(run.mode in READING for run in await runs.list_open(session, one.source_id)):
            return f"It is read after “{one.name}”, which is being read."
        planned = [at for at in (one.next_sync_at, one.next_reconcile_at) if at is not None]
        if one.health is Health.NEW or (planned and min(planned) <= now):
            return f"It is read after “{one.name}”, whose turn it is."
    return None


async def _put_off(session: Session, connection: Connection, until: datetime) -> None:
    def later(planned: datetime | None) -> datetime | None:
        return None if planned is None else max(planned, until)

    await connections.set_times(
        session, connection.source_id, later(connection.next_sync_at), later(connection.next_reconcile_at)
    )
