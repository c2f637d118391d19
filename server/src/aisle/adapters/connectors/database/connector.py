"""Reads the rows of queries."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from aisle.adapters.connectors.api.mapping import RecordMap, raw_of
from aisle.adapters.connectors.database.options import DatabaseOptions, Query
from aisle.adapters.connectors.database.postgresql import postgresql
from aisle.adapters.connectors.database.session import Row, Session
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource

WARNING = "The role can write. Aisle only reads; give it a role that has SELECT alone."


class DatabaseConnector:
    """One database. Each reading is a connection and a read-only transaction of its own."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._options: DatabaseOptions = setup.options

    async def check(self) -> Checked:
        """Connect, have each query planned without running it, and look whether the role can write."""
        async with self._reading() as session:
            for query in self._options.queries.values():
                await session.look(query)
            warned = (WARNING,) if await session.can_write() else ()
        return Checked(f"{self._options.database} at {self._options.host}", warnings=warned)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read rows by key, a page late, so that the last one is known to be."""
        query = self._query(resource)
        since, at = _since(mark, query) if mark else None, _cursor(cursor)
        async with self._reading() as session:
            begun = at["begun"] or (await session.now()).isoformat()
            held = None
            last = at["key"]
            async for portion in session.rows(query, since, at["key"]):
                if held is not None:
                    yield held
                records, broken, last = _made(portion, query, query.mapping(resource), last)
                held = Page(records, json.dumps({"key": last or "", "begun": begun}), broken=broken)
        end = held or Page(())
        yield Page(end.records, mark=begun if query.changed else None, broken=end.broken)

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record]:
        """Read some rows again by key."""
        query = self._query(resource)
        async with self._reading() as session:
            found = await session.again(query, ids)
        records, broken, _ = _made(
            sorted(found, key=lambda row: row.key or ""), query, query.mapping(resource), None
        )
        if broken:
            raise BrokenData(f"The row {broken[0].id} cannot be read: {broken[0].reason}")
        return records

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List all keys."""
        async with self._reading() as session:
            async for portion in session.keys(self._query(resource)):
                yield portion

    async def close(self) -> None:
        """Nothing is held between readings."""

    def _reading(self) -> AbstractAsyncContextManager[Session]:
        if self._options.engine == "postgresql":
            return postgresql(self._setup)
        # Its driver is loaded where a shop needs it.
        from aisle.adapters.connectors.database.mariadb import mariadb

        return mariadb(self._setup)

    def _query(self, resource: Resource) -> Query:
        query = self._options.queries.get(resource)
        if query is None:
            raise ShopNotFound(f"No query says how {resource} are read.")
        return query


def _made(
    rows: Sequence[Row], query: Query, mapping: RecordMap, before: str | None
) -> tuple[list[Record], list[Broken], str | None]:
    """Return records, what is none, and the last key. Of rows with one key the first stands; the others are told."""
    records: list[Record] = []
    broken: list[Broken] = []
    for row in rows:
        item = {**row.data, query.key: row.key}
        if not row.key or row.key == before:
            reason = "comes more than once" if row.key else "is empty"
            broken.append(Broken(row.key or None, query.key, f"The key {reason}.", raw_of(item)))
            continue
        before = row.key
        for made in mapping.records(item):
            (broken if isinstance(made, Broken) else records).append(made)  # type: ignore[arg-type]
    return records, broken, before


def _since(mark: str, query: Query) -> datetime:
    try:
        return datetime.fromisoformat(mark) - timedelta(seconds=query.overlap_seconds)
    except (ValueError, OverflowError):
        raise BrokenData(
            "The mark of the last read cannot be understood: a full read makes a new one."
        ) from None


def _cursor(text: str | None) -> dict[str, str | None]:
    try:
        read = json.loads(text) if text else {}
        return {"key": read.get("key"), "begun": read.get("begun")}
    except (ValueError, AttributeError):
        raise BrokenData("The place where the read stopped cannot be understood.") from None
