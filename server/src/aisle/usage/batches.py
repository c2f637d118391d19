"""What waits to be written to one tenant's ledger, and how it is handed to the database: everything that waits at once."""

from asyncio import Future
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.usage.leases import Rest
from aisle.usage.rows import Row

MOST_AT_ONCE = 256


class Kind(StrEnum):
    """What becomes of a call: it is about to be made, it ended, or it was never made after all. Or a lease is not used any more."""

    OPEN = "open"
    CLOSE = "close"
    DROP = "drop"
    SHRINK = "shrink"


@dataclass(slots=True, eq=False)
class Entry:
    """Something to be written. kept: done when it is; of a refused call, its refusal."""

    kind: Kind
    row: Row
    kept: "Future[None]"


@dataclass(slots=True)
class Line:
    """The entries of one tenant in the order in which they came.

    Attributes:
        taken: What is being written.
        is_moving: Whether somebody writes them.
    """

    waiting: list[Entry] = field(default_factory=list)
    taken: list[Entry] = field(default_factory=list)
    is_moving: bool = False

    def take(self) -> list[Entry]:
        """Take what is written next."""
        self.taken, self.waiting = self.waiting[:MOST_AT_ONCE], self.waiting[MOST_AT_ONCE:]
        return self.taken

    def release(self) -> None:
        """Have nobody wait any longer, though what came is not written yet."""
        for entry in (*self.taken, *self.waiting):
            if not entry.kept.done():
                entry.kept.set_result(None)

    def leave(self, entry: Entry) -> bool:
        """Take an entry back; False where it is being written already."""
        if entry not in self.waiting:
            return False
        self.waiting.remove(entry)
        return True


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries as the database takes them."""

    opened: list[Row]
    closed: list[Row]
    dropped: list[UUID]

    @classmethod
    def of(cls, entries: Sequence[Entry], rests: Sequence[Rest] = ()) -> "Batch":
        """Sort entries by what becomes of them. rests: of leases, each in place of what is held of it now."""

        def rows(kind: Kind) -> Iterator[Row]:
            return (one.row for one in entries if one.kind is kind)

        opened = [*(rest.row for rest in rests if rest.row is not None), *rows(Kind.OPEN)]
        gone = [*(rest.lease.row["id"] for rest in rests), *(row["id"] for row in rows(Kind.DROP))]
        return cls(opened, list(rows(Kind.CLOSE)), list(map(UUID, gone)))


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a batch.

    Attributes:
        refused: By the id of a hold, what the budget that has no room for it is like.
        warn: Budgets whose share is reached, of which nobody was told.
        has_budgets: Whether the tenant has any.
    """

    refused: dict[str, dict[str, Any]]
    warn: tuple[UUID, ...]
    has_budgets: bool
