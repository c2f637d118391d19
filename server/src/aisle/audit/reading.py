"""Reading the audit log: pages, and a whole export."""

import csv
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import fields
from typing import Any

from aisle.audit import repository
from aisle.audit.types import Entry, Filter
from aisle.core.db import Record, Session

AT_ONCE = 500
NAMES = tuple(field.name for field in fields(Entry))
# A spreadsheet takes a cell that begins like this for a formula (CWE-1236).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
OpenScope = Callable[[], AbstractAsyncContextManager[Session]]


async def list_entries(session: Session, wanted: Filter, before: int | None, limit: int) -> list[Entry]:
    """Return the newest entries that a filter lets through, from below a number on."""
    return [_entry(row) for row in await repository.list_before(session, wanted, before, limit)]


async def every_entry(open_scope: OpenScope, wanted: Filter) -> AsyncIterator[list[Entry]]:
    """Give out all such entries, the newest first, page by page; no transaction is open in between."""
    before = None
    while True:
        async with open_scope() as session:
            page = await list_entries(session, wanted, before, AT_ONCE)
        if page:
            yield page
        if len(page) < AT_ONCE:
            return
        before = page[-1].number


def shaped(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain values."""
    given = {name: getattr(entry, name) for name in NAMES}
    changed = {"id": str(entry.id), "at": entry.at.isoformat(), "hash": entry.hash.hex()}
    return {**given, **changed, "store_id": str(entry.store_id) if entry.store_id else None}


def json_line(entry: Entry) -> str:
    """Write an entry as one line of JSON."""
    return json.dumps(shaped(entry), ensure_ascii=False) + "\n"


def csv_head() -> str:
    """Write the first line of a CSV file."""
    return _row(NAMES)


def csv_line(entry: Entry) -> str:
    """Write an entry as a line of CSV whose cells no spreadsheet computes."""
    return _row([_cell(value) for value in shaped(entry).values()])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _row(cells: Any) -> str:
    file = io.StringIO()
    csv.writer(file).writerow(cells)
    return file.getvalue()


def _entry(row: Record) -> Entry:
    given: dict[str, Any] = {name: row[name] for name in NAMES}
    return Entry(**{**given, "personal": row["personal"] or {}})
