"""Calls that were under way in a process of this machine when it was killed become events of calls that died."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from aisle.core.db import Database
from aisle.usage.batches import MOST_AT_ONCE, Batch
from aisle.usage.journal import Held, left_behind
from aisle.usage.repository import writing
from aisle.usage.rows import Row, died_of


async def recover(database: Database, folder: Path) -> int:
    """Write what dead processes left behind into the ledger, once; return how many calls that were.

    Args:
        database: Under any role that writes the ledger.
        folder: Of the journals of this machine. One that was not read to its end is read again.

    Raises:
        Unavailable: The ledger cannot be written now; the journals stay.
    """
    found = 0
    for left in left_behind(folder):
        held = await asyncio.to_thread(left.holds)
        for tenant, rows in _by_tenant(held).items():
            for at in range(0, len(rows), MOST_AT_ONCE):
                batch = Batch([], rows[at : at + MOST_AT_ONCE], [])
                await writing.keep(database, tenant, batch, 0.0)
        left.remove()
        found += len(held)
    return found


def _by_tenant(held: Iterable[Held]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for tenant, hold in held:
        found[tenant].append(died_of(hold))
    return found
