"""Reading long lists of a Magento shop by id, always the first page of what is left.

Pages past the end repeat the last one for ever in older versions, and pages shift when rows come and go: what is asked for is
never a page but what comes after the last id.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from aisle.adapters.connectors.fields import shortened
from aisle.adapters.connectors.magento.api import Api, Filters, Found
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken

FORM = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a read stands: the last id that was read, and the shop's clock at the beginning."""

    last: int = 0
    began: str = ""

    @classmethod
    def of(cls, cursor: str | None) -> Place:
        """Read a cursor."""
        return cls(**json.loads(cursor)) if cursor else cls()

    def __str__(self) -> str:
        """Write a cursor."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows with higher ids than before. next: None after the last portion."""

    rows: list[Any]
    broken: list[Broken]
    began: str
    next: Place | None
    total: int | None


@dataclass(frozen=True, slots=True)
class ShopList:
    """A list of the shop. key: of the id in a row. field: of the id in filters."""

    api: Api
    path: str
    now: datetime
    key: str = "id"
    field: str = "entity_id"
    filters: Filters = ()
    fields: str | None = None
    size: int = 100

    async def portions(self, place: Place) -> AsyncIterator[Portion]:
        """Read from a place to the end. Raises BrokenData for a list that gives the same rows for ever."""
        while True:
            found, broken = await self._next(place.last)
            place = replace(place, began=place.began or self._clock(found))
            ids = [one for row in found.rows if (one := self._id(row))]
            ids += [int(one.id) for one in broken if one.id]
            fresh = [row for row in found.rows if (self._id(row) or place.last + 1) > place.last]
            if (found.rows or broken) and max([0, *ids]) <= place.last:
                raise BrokenData(f"The shop gives the same rows again and again, at {self.path}.")
            got = len(found.rows) + len(broken)
            at_end = got == 0 or (found.total is not None and found.total <= got)
            place = replace(place, last=max([place.last, *ids]))
            yield Portion(fresh, broken, place.began, None if at_end else place, found.total)
            if at_end:
                return

    async def _next(self, last: int) -> tuple[Found, list[Broken]]:
        """Read what comes next, in smaller portions where one row breaks them."""
        for size in (self.size, 10, 1):
            try:
                return await self._ask(last, size, self.fields), []
            except BrokenData as error:
                failed = error
        try:
            found = await self._ask(last, 1, self.key)
        except BrokenData:
            raise failed from None
        broken = [Broken(str(self._id(row)), "record", failed.detail, shortened(row)) for row in found.rows]
        return replace(found, rows=[]), broken

    async def _ask(self, last: int, size: int, fields: str | None) -> Found:
        filters = [*self.filters, (self.field, "gt", str(last))]
        return await self.api.search(self.path, filters, self.field, size, fields)

    def _id(self, row: Any) -> int | None:
        found = row.get(self.key) if isinstance(row, dict) else None
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def _clock(self, found: Found) -> str:
        try:
            told = parsedate_to_datetime(found.date) if found.date else self.now
        except ValueError:
            told = self.now
        return told.astimezone(UTC).strftime(FORM)


def since(field: str, mark: str | None, overlap: timedelta) -> Filters:
    """Return what asks for changes alone: times are UTC, whatever the shop's zone is."""
    if mark is None:
        return ()
    begin = datetime.strptime(mark, FORM).replace(tzinfo=UTC) - overlap
    return ((field, "gteq", begin.strftime(FORM)),)
