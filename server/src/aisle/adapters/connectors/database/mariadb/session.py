"""Reading rows of MariaDB and MySQL.

Rows come unbuffered and are put into a file at once, as fast as the server gives them; they are taken from there at the pace of whoever stores them.
So memory stays flat, the time limit is that of the query alone, and the shop keeps no transaction open meanwhile.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import IO, Any

from aisle.adapters.connectors.database.mariadb import spooling, statements
from aisle.adapters.connectors.database.mariadb.connecting import connected
from aisle.adapters.connectors.database.mariadb.errors import told
from aisle.adapters.connectors.database.mariadb.values import Described, row_of
from aisle.adapters.connectors.database.options import Query
from aisle.adapters.connectors.database.session import Row, Session, type_of
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Setup

PORTION = 500
MOST_BYTES = 2 * 2**30  # of one answer, in the file
BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
READING = frozenset({"SELECT", "USAGE", "SHOW VIEW", "SHOW DATABASES", "PROXY"})


@asynccontextmanager
async def mariadb(setup: Setup) -> AsyncIterator[Session]:
    """Give a reading."""
    connection = await connected(setup)
    try:
        yield MariaSession(connection)
    finally:
        connection._force_close()


class MariaSession:
    """One connection; each question is a read-only transaction of its own."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def now(self) -> datetime:
        """Ask the server."""
        ((found,),) = await self._all(("SELECT UTC_TIMESTAMP(6)", ()))
        time: datetime = found.replace(tzinfo=UTC)
        return time

    async def look(self, query: Query) -> None:
        """Plan, and look at columns."""
        await self._all(statements.plan(query))
        columns = await self._columns(query)
        type_of(columns, query.key)
        if query.changed:
            statements.moment(datetime.now(UTC), type_of(columns, query.changed), query.zone)

    async def can_write(self) -> bool:
        """Look at the role's rights."""
        granted = await self._all(("SHOW GRANTS FOR CURRENT_USER", ()))
        return any(_may_write(str(line)) for (line,) in granted)

    async def rows(
        self, query: Query, since: datetime | None, key: str | None
    ) -> AsyncIterator[Sequence[Row]]:
        """Read all into a file, and then from it."""
        from_then = None
        if since is not None and query.changed is not None:
            kind = type_of(await self._columns(query), query.changed)
            from_then = statements.moment(since, kind, query.zone)
        async for described, portion in self._portions(statements.rows(query, key, from_then)):
            yield [row_of(one, described, query) for one in portion]

    async def again(self, query: Query, keys: Sequence[str]) -> Sequence[Row]:
        """Read some."""
        found: list[Row] = []
        for begin in range(0, len(keys), PORTION):
            asked = statements.again(query, keys[begin : begin + PORTION])
            async for described, portion in self._portions(asked):
                found += [row_of(one, described, query) for one in portion]
        return found

    async def keys(self, query: Query) -> AsyncIterator[Sequence[str]]:
        """Read keys."""
        async for _, portion in self._portions(statements.keys(query)):
            yield [one for (one,) in portion if one]

    async def _columns(self, query: Query) -> dict[str, int]:
        async with self._asked(statements.columns(query)) as cursor:
            return dict(_described(cursor))

    async def _all(self, asked: statements.Asked) -> Sequence[Any]:
        async with self._asked(asked) as cursor:
            found: Sequence[Any] = await _in_thread(cursor.fetchall)
            return found

    async def _portions(self, asked: statements.Asked) -> AsyncIterator[tuple[Described, Sequence[Any]]]:
        with tempfile.TemporaryFile() as file:
            async with self._asked(asked) as cursor:
                described = _described(cursor)
                while portion := await _in_thread(cursor.fetchmany, PORTION):
                    await asyncio.to_thread(_keep, file, portion)
            kept = spooling.read(file)
            while (rows := await asyncio.to_thread(next, kept, None)) is not None:
                yield described, rows

    @asynccontextmanager
    async def _asked(self, asked: statements.Asked) -> AsyncIterator[Any]:
        """Ask within a transaction of its own, whatever a function of the query's may have set before."""
        cursor = self._connection.cursor()
        await _in_thread(cursor.execute, BEGIN)
        await _in_thread(cursor.execute, *asked)
        yield cursor
        await _in_thread(cursor.close)
        await _in_thread(self._connection.rollback)


def _keep(file: IO[bytes], portion: Sequence[Any]) -> None:
    if spooling.write(file, portion) > MOST_BYTES:
        raise BrokenData(f"The query gives more than {MOST_BYTES // 2**30} GiB; name fewer columns.")


async def _in_thread(call: Any, *values: Any) -> Any:
    with told():
        return await asyncio.to_thread(call, *values)


def _described(cursor: Any) -> Described:
    return [(one[0], one[1]) for one in cursor.description]


def _may_write(grant: str) -> bool:
    """Whether a line of SHOW GRANTS gives more than reading; a role that is granted is told in lines of its own."""
    rights, on, _ = grant.removeprefix("GRANT ").partition(" ON ")
    return bool(on) and not {one.split("(")[0].strip().upper() for one in _split(rights)} <= READING


def _split(rights: str) -> list[str]:
    """Columns of a right are named in parentheses, with commas between them."""
    depth, parts = 0, [""]
    for one in rights:
        depth += {"(": 1, ")": -1}.get(one, 0)
        if one == "," and not depth:
            parts.append("")
        else:
            parts[-1] += one
    return parts
