"""Starting what is due: called by the worker's rounds, over all tenants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import TypeVar
from uuid import UUID

import structlog

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import InvalidInput
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.connections.schedules import next_time
from aisle.sources.connections.types import Connection
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.starting import start
from aisle.sources.syncing.turns import waits_for
from aisle.sources.syncing.types import Cause, Mode

STORES_AT_ONCE = 500
PRINCIPAL = "system:upkeep"
AGAIN = timedelta(minutes=1)  # later, where a source is busy
JOURNAL = timedelta(days=30)  # that a run can be looked at and taken back
KEPT = 20  # runs of a source, however old they are
log = structlog.get_logger()
T = TypeVar("T")
Store = tuple[UUID, UUID]  # organization, store


async def start_due(
    database: Database, dispatch: Database, jobs: JobQueue, chance: Callable[[], float]
) -> int:
    """Start the runs of all sources whose time has come; return how many.

    Args:
        database: Under the worker's role.
        dispatch: Under the dispatcher's, which sees which stores have a source that is due, and nothing more of it.
        chance: For jitter.
    """
    started, seen = 0, set[Store]()
    while fresh := [one for one in await _stores(dispatch) if one not in seen]:
        seen.update(fresh)
        for scope, source in in_turns([await _due_of(database, store) for store in fresh]):
            started += await _start_alone(database, jobs, scope, source, chance())
    return started


def in_turns(lists: Iterable[Sequence[T]]) -> Iterator[T]:
    """Yield the first of each list, then the second of each, and so on: a long list keeps no short one waiting."""
    for turn in zip_longest(*lists):
        yield from (one for one in turn if one is not None)


async def _stores(dispatch: Database) -> list[Store]:
    async with dispatch.connection() as connection:
        return [(row[0], row[1]) for row in await connection.fetch(connections.DUE, STORES_AT_ONCE)]


async def _due_of(database: Database, store: Store) -> list[tuple[Scope, Connection]]:
    """Return what is due of a store; nothing where that cannot be told: others must not wait for it."""
    scope = Scope(*store, PRINCIPAL)
    try:
        async with database.open_scope(scope) as session:
            return [(scope, one) for one in await connections.list_due(session, datetime.now(UTC))]
    except Exception as error:
        log.warning("sources.due_unknown", store_id=str(scope.store_id), error=type(error).__name__)
        return []


async def _start_alone(
    database: Database, jobs: JobQueue, scope: Scope, source: Connection, chance: float
) -> bool:
    """Start one source's run; whatever is wrong with it, the others have theirs, and it has its turn again a while later."""
    now = datetime.now(UTC)
    try:
        async with database.open_scope(scope) as session:
            return await _start(session, jobs, source, now, chance)
    except Exception as error:
        log.warning("sources.not_started", source_id=str(source.source_id), error=type(error).__name__)
    with suppress(Exception):  # else it is due still, and comes with the next round
        async with database.open_scope(scope) as session:
            await _put_off(session, source, now + AGAIN)
    return False


async def _start(
    session: Session, jobs: JobQueue, connection: Connection, now: datetime, chance: float
) -> bool:
    """Start one source's run unless it rests or is busy; no two of one source overlap."""
    if connection.rests_until is not None and connection.rests_until > now:
        await _put_off(session, connection, connection.rests_until)
        return False
    reason = await waits_for(session, connection, now)
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


async def _put_off(session: Session, connection: Connection, until: datetime) -> None:
    def later(planned: datetime | None) -> datetime | None:
        return None if planned is None else max(planned, until)

    await connections.set_times(
        session, connection.source_id, later(connection.next_sync_at), later(connection.next_reconcile_at)
    )
