"""What keeps the ledger in order: calls of dead processes are swept up, months are made ahead."""

from datetime import datetime
from uuid import UUID

from aisle.core.db import Database, Scope
from aisle.usage.repository import writing

MONTHS_AHEAD = 3
AT_ONCE = 1_000
ORGANIZATIONS_AT_ONCE = 500
# Making a month concerns no tenant; a scope has to name one.
NOBODY = UUID(int=0)


async def sweep(database: Database, dispatch: Database) -> int:
    """Turn the holds of processes that died into events; return how many.

    Args:
        database: Under the worker's role.
        dispatch: Under the dispatcher's, which sees whose holds are too old, and nothing more of them.
    """
    swept = 0
    async with dispatch.connection() as connection:
        tenants = [row[0] for row in await connection.fetch(writing.DEAD, ORGANIZATIONS_AT_ONCE)]
    for tenant in tenants:
        batch = AT_ONCE
        while batch == AT_ONCE:
            async with database.open_scope(Scope(tenant, None, writing.PRINCIPAL)) as session:
                batch = await writing.sweep(session, AT_ONCE)
            swept += batch
    return swept


async def make_months(database: Database, now: datetime) -> int:
    """Make the partitions of this month and those after it; return how many were missing."""
    made = 0
    async with database.open_scope(Scope(NOBODY, None, writing.PRINCIPAL)) as session:
        for ahead in range(MONTHS_AHEAD + 1):
            months = now.year * 12 + now.month - 1 + ahead
            month = now.date().replace(year=months // 12, month=months % 12 + 1, day=1)
            made += await writing.make_month(session, month)
    return made
