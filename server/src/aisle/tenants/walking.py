"""Walking over all tenants, for upkeep: their ids, and nothing of what is theirs."""

from collections.abc import AsyncIterator
from typing import Literal
from uuid import UUID

from aisle.core.db import Database

AT_ONCE = 500
FIRST = UUID(int=0)


async def next_tenants(
    dispatch: Database, kind: Literal["organization", "person"], after: UUID | None, most: int
) -> list[UUID]:
    """Return the ids of at most so many tenants of a kind that follow an id. dispatch: as for `every_tenant`."""
    async with dispatch.connection() as connection:
        rows = await connection.fetch("SELECT aisle.list_tenants($1, $2, $3)", kind, after or FIRST, most)
    return [row[0] for row in rows]


async def every_tenant(
    dispatch: Database, kinds: tuple[Literal["organization", "person"], ...] = ("organization", "person")
) -> AsyncIterator[UUID]:
    """Give out the ids of all tenants of these kinds. dispatch: the database under the dispatcher's role."""
    for kind in kinds:
        after = FIRST
        while True:
            found = await next_tenants(dispatch, kind, after, AT_ONCE)
            for tenant in found:
                yield tenant
            if len(found) < AT_ONCE:
                break
            after = found[-1]
