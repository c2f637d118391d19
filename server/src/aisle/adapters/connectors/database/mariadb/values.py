"""Values of MariaDB as JSON has them."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pymysql.constants import FIELD_TYPE

from aisle.adapters.connectors.database.mariadb.statements import KEY
from aisle.adapters.connectors.database.options import Query
from aisle.adapters.connectors.database.session import Row
from aisle.adapters.connectors.fields import storable

Described = Sequence[tuple[str, int]]


def row_of(values: Sequence[Any], described: Described, query: Query) -> Row:
    """Return a row. described: name and type of each column; the first is the key's own."""
    data = {
        name: _value(value, kind == FIELD_TYPE.JSON or name in query.parsed)
        for (name, kind), value in zip(described, values, strict=True)
        if name != KEY
    }
    return Row(_value(values[0], False), data)


def _value(value: Any, is_json: bool) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return _parsed(value) if is_json else storable(value)
    return value


def _parsed(text: str) -> Any:
    """What is no JSON stays a text: the mapping says that it does not fit."""
    try:
        return json.loads(storable(text), parse_float=Decimal)
    except (ValueError, RecursionError):
        return storable(text)
