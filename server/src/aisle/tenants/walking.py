"""Walking over all tenants, for upkeep: their ids, and nothing of what is theirs."""

from collections.abc import AsyncIterator
from typing import Literal
from uuid import UUID

from aisle.core.db import Database

AT_ONCE = 500
FIRST = UUID(int=0)


async def every_tenant(
    dispatch: Database, kinds: tuple[Literal["organization", "person"], ...] = ("organization", "person")
) -> AsyncIterator[UUID]:
    """Give out the ids of all tenants of these kinds. dispatch: the database under the dispatcher's role."""
    for kind in kinds:
        after = FIRST
        while True:
            async with dispatch.connection() as connection:
                rows = await connection.fetch("SELECT aisle.list_tenants($1, $2, $3)", kind, after, AT_ONCE)
            for (tenant,) in rows:
                yield tenant
            if len(rows) < AT_ONCE:
                break
            after = rows[-1][0]
