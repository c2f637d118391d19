"""Reading rows of PostgreSQL."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.database.options import Query
from aisle.adapters.connectors.database.postgresql import statements
from aisle.adapters.connectors.database.postgresql.connecting import reading
from aisle.adapters.connectors.database.session import Row, Session, type_of
from aisle.adapters.connectors.fields import storable
from aisle.sources.ports import Setup

PORTION = 500
# Rights to change anything in schemas that are the shop's own: a role that needs none should have none.
WRITES = """SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR EXISTS (
  SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))"""


@asynccontextmanager
async def postgresql(setup: Setup) -> AsyncIterator[Session]:
    """Give a reading."""
    async with reading(setup) as connection:
        yield PostgresSession(connection)


class PostgresSession:
    """One connection and transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def now(self) -> datetime:
        """Ask the server."""
        found: datetime = await self._connection.fetchval("SELECT now()")
        return found

    async def look(self, query: Query) -> None:
        """Plan, and look at columns."""
        # Rights are looked at when it is planned, not when it is prepared.
        await self._connection.fetch(f"EXPLAIN {statements.columns(query)}")
        columns = await self._columns(query)
        type_of(columns, query.key)
        if query.changed:
            statements.rows(query, type_of(columns, query.changed))

    async def can_write(self) -> bool:
        """Look at the role's rights."""
        return bool(await self._connection.fetchval(WRITES))

    async def rows(
        self, query: Query, since: datetime | None, key: str | None
    ) -> AsyncIterator[Sequence[Row]]:
        """Read through a cursor at the server."""
        text, values = await self._asked(query, since, key)
        async for portion in _portions(await self._connection.cursor(text, *values)):
            yield [_row(one) for one in portion]

    async def again(self, query: Query, keys: Sequence[str]) -> Sequence[Row]:
        """Read some."""
        return [_row(one) for one in await self._connection.fetch(statements.again(query), list(keys))]

    async def keys(self, query: Query) -> AsyncIterator[Sequence[str]]:
        """Read keys."""
        async for portion in _portions(await self._connection.cursor(statements.keys(query))):
            yield [key for row in portion if (key := row["key"])]

    async def _columns(self, query: Query) -> dict[str, str]:
        prepared = await self._connection.prepare(statements.columns(query))
        return {one.name: one.type.name for one in prepared.get_attributes()}

    async def _asked(
        self, query: Query, since: datetime | None, key: str | None
    ) -> tuple[str, list[str | None]]:
        if since is None or query.changed is None:
            return statements.rows(query, None), [key]
        kind = type_of(await self._columns(query), query.changed)
        text = statements.rows(query, kind)
        return text, [key, since.astimezone(UTC).isoformat(), *([query.zone] if "$3" in text else [])]


async def _portions(cursor: Any) -> AsyncIterator[Sequence[Any]]:
    while portion := await cursor.fetch(PORTION):
        yield portion


def _row(row: Any) -> Row:
    return Row(row["key"], json.loads(storable(row["data"]), parse_float=Decimal))
