"""Rows brought together to products.

The rule: rows with a common key are one product when they lie within a window of rows (WINDOW unless told); shops export them side
by side, or, like WooCommerce, all parents first. A row that comes later than that is an error of its own and the
product goes in without it: holding every row of every product until the end would hold the whole file.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import groupby

from aisle.catalog.importing.outcomes import RowError, RowSkipped
from aisle.catalog.importing.rows import Row

WINDOW = 10_000

Group = list[Row]


def group_items(rows: Iterable[Row | RowError]) -> Iterator[Group | RowError]:
    """Rows of nested items: those of one item always follow each other."""
    for _, together in groupby(rows, key=lambda row: row.line if isinstance(row, RowError) else row.keys):
        part = list(together)
        yield from (row for row in part if isinstance(row, RowError))
        if group := [row for row in part if isinstance(row, Row)]:
            yield group


class RowGroups:
    """Groups the rows of a flat file; iterate once."""

    def __init__(self, rows: Iterable[Row | RowError], window: int) -> None:
        self._rows = rows
        self._window = window
        self._open: OrderedDict[int, Group] = OrderedDict()
        self._by_key: dict[str, int] = {}
        self._closed: set[int] = set()
        self._held = 0
        self._next = 0

    def __iter__(self) -> Iterator[Group | RowError | RowSkipped]:
        for row in self._rows:
            if isinstance(row, RowError):
                yield row
                continue
            keys = (row.parent,) if row.parent is not None else row.keys
            if not keys:
                yield [row]
            elif any(hash(key) in self._closed for key in keys):
                yield _too_far(row, self._window)
            else:
                self._add(row, keys)
            while self._held > self._window:
                yield self._close(next(iter(self._open)))
        while self._open:
            yield self._close(next(iter(self._open)))

    def _add(self, row: Row, keys: tuple[str, ...]) -> None:
        numbers = list(dict.fromkeys(self._by_key[key] for key in keys if key in self._by_key))
        if not numbers:
            self._next += 1
            numbers = [self._next]
            self._open[self._next] = []
        # The smaller goes into the larger, so that no row is moved often.
        number, *others = sorted(numbers, key=lambda one: -len(self._open[one]))
        for other in others:
            self._merge(number, other)
        self._open[number].append(row)
        self._open.move_to_end(number)
        self._held += 1
        self._by_key |= dict.fromkeys(keys, number)

    def _merge(self, number: int, other: int) -> None:
        """Two groups turn out to be one: variations that named their parent by id, and others by SKU."""
        moved = self._open.pop(other)
        self._open[number] += moved
        for row in moved:
            self._by_key |= dict.fromkeys((row.parent,) if row.parent is not None else row.keys, number)

    def _close(self, number: int) -> Group:
        group = self._open.pop(number)
        self._held -= len(group)
        for row in group:
            for key in (*row.keys, row.parent):
                if key is not None and self._by_key.pop(key, None) is not None:
                    self._closed.add(hash(key))
        return sorted(group, key=_line)


def _line(row: Row) -> int:
    return row.line


def _too_far(row: Row, window: int) -> RowError:
    reason = (
        f"This row belongs to a product whose other rows stand more than {window} rows before it. "
        "Sort the file so that a product's rows stand together."
    )
    return RowError(row.line, None, "rows_too_far_apart", reason, row.title or row.handle)
