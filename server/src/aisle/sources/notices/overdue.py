"""Telling of sources that fail for longer than they may: called by the worker's rounds, over all tenants."""

from __future__ import annotations

from datetime import datetime, timedelta

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.settings import SHORTEST_NOTICE, settings_of
from aisle.sources.notices import telling

PRINCIPAL = "system:upkeep"


async def tell_overdue(database: Database, dispatch: Database, jobs: JobQueue, now: datetime) -> int:
    """Tell of every source that has failed for longer than its limit, once until it is well; return how many.

    Args:
        database: Under the worker's role.
        dispatch: Under the dispatcher's, which sees which stores have a source that fails, and nothing more of it.
    """
    async with dispatch.connection() as connection:
        rows = await connection.fetch(connections.UNWELL, now - timedelta(seconds=SHORTEST_NOTICE))
    told = 0
    for organization_id, store_id in rows:
        async with database.open_scope(Scope(organization_id, store_id, PRINCIPAL)) as session:
            told += await _tell(session, jobs, now)
    return told


async def _tell(session: Session, jobs: JobQueue, now: datetime) -> int:
    told = 0
    for one in await connections.list_unwell(session):
        limit = timedelta(seconds=settings_of(one.reading.settings).notice_after)
        if one.unwell_since is None or now - one.unwell_since < limit:
            continue
        await connections.set_told(session, one.source_id, telling.FAILING)
        await telling.tell(session, jobs, telling.SOURCE_FAILING, one.source_id)
        after = {"since": one.unwell_since.isoformat(), "code": one.health_code}
        await record(session, Event("source.fails", "source", one.source_id, after=after))
        told += 1
    return told
