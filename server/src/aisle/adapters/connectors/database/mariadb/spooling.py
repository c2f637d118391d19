"""Rows kept in a file and read from it again, with the types that the driver gave them.

No objects are made from what the file holds but those of the kinds named here.
"""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import IO, Any

Portion = Sequence[Sequence[Any]]
MICROSECOND = timedelta(microseconds=1)


def _microseconds(span: timedelta) -> str:
    return str(span // MICROSECOND)


# What the driver gives beside plain values: how each is written, and read again.
KINDS: dict[type, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    Decimal: ("decimal", str, Decimal),
    datetime: ("datetime", datetime.isoformat, datetime.fromisoformat),
    date: ("date", date.isoformat, date.fromisoformat),
    timedelta: ("microseconds", _microseconds, lambda text: int(text) * MICROSECOND),
    bytes: ("bytes", lambda one: base64.b64encode(one).decode(), base64.b64decode),
}
READING = {name: read for name, _, read in KINDS.values()}


def write(file: IO[bytes], portion: Portion) -> int:
    """Put rows behind those before. Returns how many bytes the file holds."""
    file.write(json.dumps([[_written(value) for value in row] for row in portion]).encode() + b"\n")
    return file.tell()


def read(file: IO[bytes]) -> Iterator[list[list[Any]]]:
    """Give out what was written, portion by portion."""
    file.seek(0)
    for line in file:
        yield [[_read(value) for value in row] for row in json.loads(line)]


def _written(value: Any) -> Any:
    kind = KINDS.get(type(value))
    return {kind[0]: kind[1](value)} if kind else value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((name, text),) = value.items()
    return READING[name](text)
