"""Reading long lists of a WooCommerce shop whole, although its pages shift while they are read.

Offset pages drift: what is inserted or deleted before the place makes records repeat or be left out. So lists are read in the
order of ids, each portion begins with the last record of the one before, and where that one is missing, we go back.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aisle.adapters.connectors.portions import Portion, Standing, again_and_again, clock_of, id_of, put_aside
from aisle.adapters.connectors.woocommerce.api import Api, Listed, Query
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken

ORDER = (("orderby", "id"), ("order", "asc"))
MOST_FRUITLESS = 3


@dataclass(frozen=True, slots=True)
class Place(Standing):
    """Where a read stands.

    Attributes:
        offset: Of the first row that was not read.
        last: The highest id that was read.
        joined: Whether the row before the place is the one with that id, so that a shift shows.
        list: Which of the lists that make up a resource.
    """

    offset: int = 0
    last: int = 0
    joined: bool = False
    list: int = 0


@dataclass(frozen=True, slots=True)
class _Got:
    """An answer. size: rows asked for. start: its offset. passed: how many rows it takes the place of."""

    listed: Listed
    size: int
    start: int
    passed: int
    broken: list[Broken]

    @property
    def at_end(self) -> bool:
        total = self.listed.total
        return self.passed < self.size or (total is not None and self.start + self.passed >= total)


class ShopList:
    """One list of the shop, in the order of ids."""

    def __init__(self, api: Api, path: str, query: Query, now: datetime, size: int = 100) -> None:
        """size: most rows a portion; the shop allows 100."""
        self._api, self._path, self._query, self._now, self._size = api, path, query, now, size

    async def portions(self, place: Place) -> AsyncIterator[Portion[Place]]:
        """Read from a place to the end. Raises BrokenData for a list that gives the same rows for ever."""
        fruitless = 0
        while True:
            got = await self._get(place)
            ids = [found for row in got.listed.rows if (found := id_of(row))]
            if got.start < place.offset and ids and min(ids) > place.last:
                offset = max(0, place.offset - self._size)
                place = replace(place, offset=offset, joined=offset > 0)
                continue
            place = replace(place, began=place.began or self._clock(got.listed))
            fresh = [row for row in got.listed.rows if (id_of(row) or place.last + 1) > place.last]
            fruitless = 0 if fresh or got.broken else fruitless + 1
            if fruitless == MOST_FRUITLESS:
                raise again_and_again(self._path)
            ahead = None if got.at_end else self._ahead(place, got, ids)
            yield Portion(fresh, got.broken, place.began, ahead, got.listed.total)
            if ahead is None:
                return
            place = ahead

    def _ahead(self, place: Place, got: _Got, ids: list[int]) -> Place:
        return replace(
            place, offset=got.start + got.passed, last=max([place.last, *ids]), joined=got.size > 1
        )

    async def _get(self, place: Place) -> _Got:
        """Read a portion; one that is too large or broken is read in smaller ones: a single record stops nothing."""
        start = place.offset - place.joined
        for size in (self._size, 10):
            try:
                listed = await self._ask(start, size, self._query)
                return _Got(listed, size, start, len(listed.rows), [])
            except BrokenData:
                continue
        try:
            listed = await self._ask(place.offset, 1, self._query)
            return _Got(listed, 1, place.offset, len(listed.rows), [])
        except BrokenData as error:
            return await self._without_content(place.offset, error)

    async def _without_content(self, offset: int, failed: BrokenData) -> _Got:
        query = [*(pair for pair in self._query if pair[0] != "_fields"), ("_fields", "id")]
        try:
            listed = await self._ask(offset, 1, query)
        except BrokenData:
            raise failed from None
        broken = put_aside(listed.rows, failed)
        return _Got(replace(listed, rows=[]), 1, offset, len(broken), broken)

    async def _ask(self, offset: int, size: int, query: Query) -> Listed:
        paging = [*ORDER, ("per_page", str(size)), ("offset", str(offset))]
        return await self._api.list(self._path, [*query, *paging])

    def _clock(self, listed: Listed) -> str:
        return mark_of(clock_of(listed.date, self._now))


def mark_of(time: datetime) -> str:
    """Write a time as marks are: UTC, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def changed_since(mark: str | None, overlap: timedelta) -> Query:
    """Return what asks for changes alone. Times without `dates_are_gmt` would be those of the shop's own zone."""
    if mark is None:
        return ()
    since = datetime.fromisoformat(mark).replace(tzinfo=UTC) - overlap
    return (("modified_after", mark_of(since)), ("dates_are_gmt", "true"))
