"""Reads the rows of queries."""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.api.mapping import RecordMap, raw_of
from aisle.adapters.connectors.database import statements
from aisle.adapters.connectors.database.options import DatabaseOptions, Query
from aisle.adapters.connectors.database.session import reading
from aisle.adapters.connectors.fields import storable
from aisle.sources.errors import BrokenData, ShopNotFound
from aisle.sources.ports import Broken, Checked, Page, Setup
from aisle.sources.records import Record, Resource

PORTION = 500
# Rights to change anything in schemas that are the shop's own: a role that needs none should have none.
WRITES = """SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR EXISTS (
  SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))"""
WARNING = "The role can write. Aisle only reads; give it a role that has SELECT alone."


class DatabaseConnector:
    """One database. Each reading is a connection and a read-only transaction of its own."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._options: DatabaseOptions = setup.options

    async def check(self) -> Checked:
        """Connect, have each query planned without running it, and look whether the role can write."""
        async with reading(self._setup) as connection:
            for query in self._options.queries.values():
                await _look(connection, query)
            warned = (WARNING,) if await connection.fetchval(WRITES) else ()
        return Checked(f"{self._options.database} at {self._options.host}", warnings=warned)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read rows by key through a cursor at the server, a page late, so that the last one is known to be."""
        query = self._query(resource)
        since, at = _time(mark) if mark else None, _cursor(cursor)
        async with reading(self._setup) as connection:
            begun = at["begun"] or (await connection.fetchval("SELECT now()")).isoformat()
            text, values = await _asked(connection, query, since, at["key"])
            portions = _portions(await connection.cursor(text, *values))
            held = None
            last = at["key"]
            async for portion in portions:
                if held is not None:
                    yield held
                records, broken, last = _made(portion, query, query.mapping(resource), last)
                held = Page(records, json.dumps({"key": last or "", "begun": begun}), broken=broken)
        end = held or Page(())
        yield Page(end.records, mark=begun if query.changed else None, broken=end.broken)

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record]:
        """Read some rows again by key."""
        query = self._query(resource)
        async with reading(self._setup) as connection:
            found = await connection.fetch(statements.again(query), list(ids))
        records, broken, _ = _made(sorted(found, key=_key), query, query.mapping(resource), None)
        if broken:
            raise BrokenData(f"The row {broken[0].id} cannot be read: {broken[0].reason}")
        return records

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List all keys."""
        async with reading(self._setup) as connection:
            async for portion in _portions(await connection.cursor(statements.keys(self._query(resource)))):
                yield [key for row in portion if (key := row["key"])]

    async def close(self) -> None:
        """Nothing is held between readings."""

    def _query(self, resource: Resource) -> Query:
        query = self._options.queries.get(resource)
        if query is None:
            raise ShopNotFound(f"No query says how {resource} are read.")
        return query


async def _look(connection: Any, query: Query) -> None:
    await connection.fetch(
        f"EXPLAIN {statements.columns(query)}"
    )  # rights are looked at here, not when it is prepared
    columns = await _columns(connection, query)
    _type_of(columns, query.key)
    if query.changed:
        statements.rows(query, _type_of(columns, query.changed))


async def _columns(connection: Any, query: Query) -> dict[str, str]:
    prepared = await connection.prepare(statements.columns(query))
    return {one.name: one.type.name for one in prepared.get_attributes()}


def _type_of(columns: dict[str, str], column: str) -> str:
    if column not in columns:
        raise BrokenData(f"The query gives no column {column}; it gives {', '.join(columns)[:200]}.")
    return columns[column]


async def _asked(
    connection: Any, query: Query, since: datetime | None, key: str | None
) -> tuple[str, list[str | None]]:
    if since is None or query.changed is None:
        return statements.rows(query, None), [key]
    kind = _type_of(await _columns(connection, query), query.changed)
    from_then = datetime.fromtimestamp(since.timestamp() - query.overlap_seconds, UTC)
    text = statements.rows(query, kind)
    return text, [key, from_then.isoformat(), *([query.zone] if "$3" in text else [])]


async def _portions(cursor: Any) -> AsyncIterator[Sequence[Any]]:
    while portion := await cursor.fetch(PORTION):
        yield portion


def _made(
    rows: Sequence[Any], query: Query, mapping: RecordMap, before: str | None
) -> tuple[list[Record], list[Broken], str | None]:
    """Return records, what is none, and the last key. Of rows with one key the first stands; the others are told."""
    records: list[Record] = []
    broken: list[Broken] = []
    for row in rows:
        item = _item(row, query)
        if not row["key"] or row["key"] == before:
            reason = "comes more than once" if row["key"] else "is empty"
            broken.append(Broken(row["key"] or None, query.key, f"The key {reason}.", raw_of(item)))
            continue
        before = row["key"]
        for made in mapping.records(item):
            (broken if isinstance(made, Broken) else records).append(made)  # type: ignore[arg-type]
    return records, broken, before


def _item(row: Any, query: Query) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(storable(row["data"]), parse_float=Decimal)
    return {**data, query.key: row["key"]}


def _key(row: Any) -> str:
    return str(row["key"])


def _time(mark: str) -> datetime:
    try:
        return datetime.fromisoformat(mark)
    except ValueError:
        raise BrokenData(
            "The mark of the last read cannot be understood: a full read makes a new one."
        ) from None


def _cursor(text: str | None) -> dict[str, str | None]:
    try:
        read = json.loads(text) if text else {}
        return {"key": read.get("key"), "begun": read.get("begun")}
    except (ValueError, AttributeError):
        raise BrokenData("The place where the read stopped cannot be understood.") from None
