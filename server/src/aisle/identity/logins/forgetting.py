"""Clearing away what no longer counts: sign-ins, links, counted tries, used tokens."""

from aisle.core.db import Database, Scope
from aisle.identity.logins import repository
from aisle.tenants.walking import every_tenant

BATCH = 1_000
PRINCIPAL = "system:upkeep"


async def forget_expired(database: Database, dispatch: Database) -> int:
    """Remove it in batches, each in a transaction of its own; return how many rows went.

    database: under the worker's role. dispatch: under the dispatcher's. May be broken off and repeated at will.
    """
    gone = await _all_of_nobody(database)
    async for person_id in every_tenant(dispatch, ("person",)):
        batch = BATCH
        while batch >= BATCH:
            async with database.open_scope(Scope(person_id, None, PRINCIPAL)) as session:
                batch = await repository.forget_ended(session, BATCH)
            gone += batch
    return gone


async def _all_of_nobody(database: Database) -> int:
    gone, batch = 0, BATCH
    while batch >= BATCH:
        batch = await repository.forget_counted(database, BATCH)
        gone += batch
    return gone
