"""What is still to be read of a place that has no order of its own: a list that grows while it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aisle.adapters.connectors.memory import packed, unpacked
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken, Page
from aisle.sources.records import DocumentRecord, Record

AT_ONCE, MOST_BYTES = 20, 4 * 2**20  # of one page of records


@dataclass(slots=True)
class ToRead:
    """Where a read stands. began: the shop's clock at its beginning. ids: what is to be read, in order. at: how many have been."""

    began: str
    ids: list[str] = field(default_factory=list)
    at: int = 0
    known: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, cursor: str) -> ToRead:
        """Read a cursor. Raises BrokenData."""
        try:
            began, ids, at = unpacked(cursor)
            return cls(began, ids, at, set(ids))
        except (TypeError, ValueError):
            raise BrokenData("The place where the read stopped cannot be understood.") from None

    def __str__(self) -> str:
        """Write a cursor."""
        return packed([self.began, self.ids, self.at])

    def add(self, ids: Iterable[str]) -> None:
        """Read these too, each once."""
        for one in ids:
            if one not in self.known:
                self.known.add(one)
                self.ids.append(one)

    def next(self) -> str:
        """Return what is read now."""
        self.at += 1
        return self.ids[self.at - 1]

    @property
    def is_done(self) -> bool:
        """Whether all has been read."""
        return self.at >= len(self.ids)


@dataclass(slots=True)
class Heap:
    """What has been read for the next page of records."""

    records: list[Record] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether it is time to store it."""
        size = sum(len(one.content or b"") for one in self.records if isinstance(one, DocumentRecord))
        return len(self.records) + len(self.broken) + len(self.removed) >= AT_ONCE or size >= MOST_BYTES

    def add(self, one: Record | Broken) -> None:
        """Add what was made of a page."""
        if isinstance(one, Broken):
            self.broken.append(one)
        else:
            self.records.append(one)

    def page(self, place: ToRead) -> Page:
        """Return it, with where the read stands."""
        return Page(
            self.records,
            None if place.is_done else str(place),
            place.began if place.is_done else None,
            self.removed,
            self.broken,
            len(place.ids),
        )
