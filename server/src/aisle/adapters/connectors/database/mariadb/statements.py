"""The statements that are asked, around a merchant's own query.

Keys are compared as UTF-8, byte by byte, whatever their type and collation: MariaDB's own collations take "a" and "a " for one.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from pymysql.constants import FIELD_TYPE

from aisle.adapters.connectors.database.options import Query
from aisle.sources.errors import BrokenData

KEY = "aisle_key"
NUMBERS = frozenset(
    [
        *(FIELD_TYPE.LONG, FIELD_TYPE.LONGLONG, FIELD_TYPE.INT24, FIELD_TYPE.NEWDECIMAL),
        *(FIELD_TYPE.DECIMAL, FIELD_TYPE.DOUBLE, FIELD_TYPE.FLOAT),
    ]
)
Asked = tuple[str, tuple[Any, ...]]


def columns(query: Query) -> Asked:
    """Return what tells the columns, and gives no row."""
    return f"SELECT q.* FROM ({_select(query)}\n) AS q LIMIT 0", ()


def plan(query: Query) -> Asked:
    """Return what has the query planned, not run."""
    return f"EXPLAIN SELECT q.* FROM ({_select(query)}\n) AS q", ()


def rows(query: Query, key: str | None, since: Any) -> Asked:
    """Return the reading of rows behind a key, that changed since a time as `moment` gives it."""
    wanted: list[str] = []
    values: list[Any] = []
    if key is not None:
        wanted.append(f"CAST({_key(query)} AS BINARY) > CAST(%s AS BINARY)")
        values.append(key)
    if since is not None:
        wanted.append(f"(q.`{query.changed}` IS NULL OR q.`{query.changed}` >= %s)")
        values.append(since)
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    text = f"SELECT {_key(query)} AS {KEY}, q.* FROM ({_select(query)}\n) AS q{where}"
    return f"{text} ORDER BY CAST({_key(query)} AS BINARY)", tuple(values)


def again(query: Query, keys: Sequence[str]) -> Asked:
    """Return the reading of some rows."""
    marks = ", ".join(["CAST(%s AS BINARY)"] * len(keys))
    text = f"SELECT {_key(query)} AS {KEY}, q.* FROM ({_select(query)}\n) AS q"
    return f"{text} WHERE CAST({_key(query)} AS BINARY) IN ({marks})", tuple(keys)


def keys(query: Query) -> Asked:
    """Return the listing of all keys."""
    return f"SELECT {_key(query)} AS {KEY} FROM ({_select(query)}\n) AS q", ()


def moment(since: datetime, kind: int, zone: str) -> Any:
    """Return a time as a column of a type is compared with. Raises BrokenData for a type that tells no time.

    TIMESTAMP is told in the session's zone, which is UTC; DATETIME and DATE are the shop's own.
    """
    local = since.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if kind == FIELD_TYPE.TIMESTAMP:
        return since.astimezone(UTC).replace(tzinfo=None)
    if kind == FIELD_TYPE.DATETIME:
        return local
    if kind == FIELD_TYPE.DATE:
        return date(local.year, local.month, local.day)
    if kind in NUMBERS:
        return Decimal(str(since.timestamp()))
    raise BrokenData("The column of change must be a time, or seconds since 1970.")


def _key(query: Query) -> str:
    return f"CONVERT(q.`{query.key}` USING utf8mb4)"


def _select(query: Query) -> str:
    """The driver puts values in at each %s."""
    return query.select.replace("%", "%%")
