"""Every statement of the ledger."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unavailable
from aisle.usage.batches import Batch, Kept

PRINCIPAL = "system:usage"
KEEP = "SELECT aisle.keep_usage($1, $2, $3, $4, $5, $6)"
DEAD = "SELECT DISTINCT organization_id FROM aisle.usage_hold WHERE expires_at < now() LIMIT $1"
# Another writer stood in the way; the same batch may be written again.
CROSSED = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)


async def keep(database: Database, tenant: UUID, batch: Batch, lease: float) -> Kept:
    """Write a batch in one transaction. Raises Unavailable where the same may work later; repeating does nothing twice."""
    try:
        said = await _keep(database, tenant, batch, lease)
    except asyncpg.CheckViolationError:
        await _make_months(database, tenant, batch)
        said = await _keep(database, tenant, batch, lease)
    refused = {why["id"]: why for why in said["refused"]}
    return Kept(refused, tuple(map(UUID, said["warn"])), said["budgeted"])


async def _keep(database: Database, tenant: UUID, batch: Batch, lease: float) -> dict[str, Any]:
    scope = Scope(tenant, None, PRINCIPAL)
    try:
        return await database.call(  # type: ignore[no-any-return]
            scope, KEEP, tenant, batch.opened, batch.closed, batch.dropped, lease
        )
    except CROSSED as error:
        raise Unavailable("Another writer was first; try again.") from error


async def _make_months(database: Database, tenant: UUID, batch: Batch) -> None:
    """Make the partitions of months that nobody made ahead."""
    months = {datetime.fromisoformat(row["at"]).date().replace(day=1) for row in batch.closed}
    async with database.open_scope(Scope(tenant, None, PRINCIPAL)) as session:
        for month in sorted(months):
            await make_month(session, month)


async def sweep(session: Session, most: int) -> int:
    """Turn holds that are too old into events of calls that died; return how many."""
    tenant = session.scope.organization_id
    return await session.fetchval("SELECT aisle.sweep_usage($1, $2)", tenant, most)  # type: ignore[no-any-return]


async def make_month(session: Session, month: date) -> bool:
    """Make the partition of a month; False where it was there."""
    return await session.fetchval("SELECT aisle.make_usage_month($1)", month)  # type: ignore[no-any-return]
