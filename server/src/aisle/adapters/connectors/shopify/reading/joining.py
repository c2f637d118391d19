"""Lines of a bulk operation's file, joined to whole objects with memory that does not grow.

Children may stand anywhere in the file, not only behind their parent (that is what `groupObjects: false` means, the usual
since 2026-01). So lines go to a private temporary database on disk, which ends with the process, and come out by parent.
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.shopify.mapping.values import kind_of
from aisle.adapters.connectors.shopify.reading.shapes import Shape
from aisle.sources.errors import BrokenData, RetryLater

BATCH = 500
LONGEST_LINE = 16 * 2**20
CACHE = "PRAGMA cache_size = -8192"  # KiB
Node = dict[str, Any]


class Lines:
    """The lines of one file. Close it, or what it holds stays on disk until the process ends."""

    def __init__(self) -> None:
        # An empty name is a temporary database without a name in any folder: nobody else can open it.
        self._held = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        for setting in (CACHE, "PRAGMA journal_mode = OFF", "PRAGMA temp_store = FILE"):
            self._held.execute(setting)
        self._held.execute("CREATE TABLE line (place INTEGER PRIMARY KEY, parent TEXT, body BLOB)")
        self.count = 0

    async def fill(self, portions: AsyncIterator[bytes]) -> None:
        """Take in a file. Raises BrokenData for what is no JSON Lines, RetryLater for a last line that is cut."""
        self._held.execute("BEGIN")
        batch: list[tuple[str | None, bytes]] = []
        async for line in _lines(portions):
            batch.append((self._parent(line), line))
            self.count += 1
            if len(batch) == BATCH:
                await self._store(batch)
                batch = []
        await self._store(batch)
        await asyncio.to_thread(self._held.execute, "CREATE INDEX line_parent ON line (parent, place)")
        self._held.execute("COMMIT")

    async def roots(self, shape: Shape, done: int) -> AsyncIterator[list[Node]]:
        """Yield whole objects in the order of the file, some at a time. done: so many are left out."""
        cursor = self._held.execute(
            "SELECT body FROM line WHERE parent IS NULL ORDER BY place LIMIT -1 OFFSET ?", (done,)
        )
        while rows := cursor.fetchmany(100):
            yield [self._whole(json.loads(body, parse_float=Decimal), shape) for (body,) in rows]
            await asyncio.sleep(0)

    def close(self) -> None:
        """Drop everything."""
        self._held.close()

    def _parent(self, line: bytes) -> str | None:
        try:
            return _parent(line)
        except BrokenData:
            if self.count and not line.endswith(b"\n"):
                raise RetryLater("The bulk file broke off.") from None
            raise

    async def _store(self, batch: list[tuple[str | None, bytes]]) -> None:
        self._held.executemany("INSERT INTO line (parent, body) VALUES (?, ?)", batch)
        await asyncio.sleep(0)

    def _whole(self, root: Node, shape: Shape) -> Node:
        for nested in shape.nested:
            root[nested.field] = []
        for child in self._children(root["id"]):
            kind = kind_of(str(child.get("id", "")))
            for nested in shape.nested:
                if kind in nested.kinds:
                    root[nested.field].append(child)
        return root

    def _children(self, parent: str) -> Iterator[Node]:
        found = self._held.execute("SELECT body FROM line WHERE parent = ? ORDER BY place", (parent,))
        for (body,) in found:
            yield json.loads(body, parse_float=Decimal)


async def _lines(portions: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    left = b""
    async for portion in portions:
        *whole, left = (left + portion).splitlines(keepends=True) or [b""]
        if left.endswith(b"\n"):
            whole, left = [*whole, left], b""
        if len(left) > LONGEST_LINE:
            raise BrokenData("A line of the bulk file has no end.")
        for line in whole:
            if line.strip():
                yield line
    if left.strip():
        yield left


def _parent(line: bytes) -> str | None:
    try:
        read = json.loads(line)
        parent = read.get("__parentId")
        if not isinstance(read["id"], str) or not isinstance(parent, str | None):
            raise TypeError
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise BrokenData("The bulk file holds a line that is no object with an id.") from None
    return parent
