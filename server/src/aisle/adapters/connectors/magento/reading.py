"""Reading long lists of a Magento shop by id, always the first page of what is left.

Pages past the end repeat the last one for ever in older versions, and pages shift when rows come and go: what is asked for is
never a page but what comes after the last id.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aisle.adapters.connectors.magento.api import Api, Filters, Found
from aisle.adapters.connectors.portions import Portion, Standing, again_and_again, clock_of, id_of, put_aside
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken

FORM = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class Place(Standing):
    """Where a read stands. last: the last id that was read."""

    last: int = 0


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

    async def portions(self, place: Place) -> AsyncIterator[Portion[Place]]:
        """Read from a place to the end. Raises BrokenData for a list that gives the same rows for ever."""
        while True:
            found, broken = await self._next(place.last)
            place = replace(place, began=place.began or self._clock(found))
            ids = [one for row in found.rows if (one := id_of(row, self.key))]
            ids += [int(one.id) for one in broken if one.id]
            fresh = [row for row in found.rows if (id_of(row, self.key) or place.last + 1) > place.last]
            if (found.rows or broken) and max([0, *ids]) <= place.last:
                raise again_and_again(self.path)
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
        return replace(found, rows=[]), put_aside(found.rows, failed, self.key)

    async def _ask(self, last: int, size: int, fields: str | None) -> Found:
        filters = [*self.filters, (self.field, "gt", str(last))]
        return await self.api.search(self.path, filters, self.field, size, fields)

    def _clock(self, found: Found) -> str:
        return clock_of(found.date, self.now).strftime(FORM)


def since(field: str, mark: str | None, overlap: timedelta) -> Filters:
    """Return what asks for changes alone: times are UTC, whatever the shop's zone is."""
    if mark is None:
        return ()
    begin = datetime.strptime(mark, FORM).replace(tzinfo=UTC) - overlap
    return ((field, "gteq", begin.strftime(FORM)),)
