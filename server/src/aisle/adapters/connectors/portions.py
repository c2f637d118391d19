"""Long lists in portions: what is the same at every shop, however its lists go on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Generic, Self, TypeVar

from aisle.adapters.connectors.fields import shortened
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a read stands; a list adds what it goes on by. began: the shop's clock at the beginning, as marks are written."""

    began: str = ""

    @classmethod
    def of(cls, cursor: str | None) -> Self:
        """Read a cursor; None: from the beginning."""
        return cls(**json.loads(cursor)) if cursor else cls()

    def __str__(self) -> str:
        """Write a cursor."""
        return json.dumps(asdict(self))


P = TypeVar("P", bound=Standing)


@dataclass(frozen=True, slots=True)
class Portion(Generic[P]):
    """Some rows that were not there before. next: None after the last portion. total: of the list, where the shop says."""

    rows: list[Any]
    broken: list[Broken]
    began: str
    next: P | None
    total: int | None


def id_of(row: Any, key: str = "id") -> int | None:
    """Return a row's number; None for what has none."""
    found = row.get(key) if isinstance(row, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def clock_of(header: str | None, now: datetime) -> datetime:
    """Return the shop's time in UTC, as its `Date` header has it. now: by the clock here, where it has none."""
    try:
        return (parsedate_to_datetime(header) if header else now).astimezone(UTC)
    except ValueError:
        return now.astimezone(UTC)


def put_aside(rows: Iterable[Any], failed: BrokenData, key: str = "id") -> list[Broken]:
    """Return rows that can be named, and not be read: a single record stops nothing."""
    return [Broken(str(id_of(row, key)), "record", failed.detail, shortened(row)) for row in rows]


def again_and_again(path: str) -> BrokenData:
    """Return what is wrong with a list that would never end."""
    return BrokenData(f"The shop gives the same rows again and again, at {path}.")
