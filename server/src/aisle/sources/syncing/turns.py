"""Whose turn it is: sources that are read after others wait for those."""

from __future__ import annotations

from datetime import datetime

from aisle.core.db import Session
from aisle.sources.connections import repository as connections
from aisle.sources.connections.following import before_of
from aisle.sources.connections.types import Connection, ConnectionState, Health
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.types import READING


async def waits_for(session: Session, connection: Connection, now: datetime) -> str | None:
    """Say why it is not a source's turn: one that it comes after is not live, or not well. None: nothing is in its way."""
    if not connection.reading.settings.get("after"):
        return None
    for one in before_of(connection, await connections.list_all(session)):
        if (why := await _in_the_way(session, one, now)) is not None:
            return f"It is read after “{one.name}”, {why}."
    return None


async def _in_the_way(session: Session, before: Connection, now: datetime) -> str | None:
    if before.state is not ConnectionState.ACTIVE or before.unwell_since is not None:
        return "which cannot be read now"
    if any(run.mode in READING for run in await runs.list_open(session, before.source_id)):
        return "which is being read"
    planned = [at for at in (before.next_sync_at, before.next_reconcile_at) if at is not None]
    if before.health is Health.NEW or (planned and min(planned) <= now):
        return "whose turn it is"
    return None
