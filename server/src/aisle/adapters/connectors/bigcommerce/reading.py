"""Reading long lists of BigCommerce: by id where a list can be asked for what comes after one, by cursor or page where not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from aisle.adapters.connectors.bigcommerce.api import Api, Listed, Query
from aisle.adapters.connectors.portions import Portion, Standing, again_and_again, clock_of, id_of, put_aside
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken

FORM = "%Y-%m-%dT%H:%M:%SZ"


class Way(StrEnum):
    """How a list goes on. ID: v3, what is greater than an id. FROM: v2, what is at least an id."""

    ID = "id"
    FROM = "from"
    CURSOR = "cursor"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Place(Standing):
    """Where a read stands. list: of the lists that make up a resource."""

    last: int = 0
    page: int = 1
    after: str = ""
    list: int = 0


@dataclass(frozen=True, slots=True)
class ShopList:
    """A list of the shop. light: parameters that leave a row little more than its id; None: there are none."""

    api: Api
    path: str
    way: Way
    now: datetime
    query: Query = ()
    size: int = 250
    light: Query | None = None

    async def portions(self, place: Place) -> AsyncIterator[Portion[Place]]:
        """Read from a place to the end. Raises BrokenData for a list that gives the same rows for ever."""
        before: set[int] = set()
        while True:
            listed, size, broken = await self._next(place)
            place = replace(place, began=place.began or self._clock(listed))
            ids = {found for row in listed.rows if (found := id_of(row))} | {
                int(one.id or 0) for one in broken
            }
            if ids and (ids == before or (self._by_id and max(ids) <= place.last)):
                raise again_and_again(self.path)
            before = ids
            ahead = self._ahead(place, listed, ids, size)
            yield Portion(listed.rows, broken, place.began, ahead, listed.total)
            if ahead is None:
                return
            place = ahead

    @property
    def _by_id(self) -> bool:
        return self.way in (Way.ID, Way.FROM)

    def _ahead(self, place: Place, listed: Listed, ids: set[int], size: int) -> Place | None:
        if not ids:
            return None
        if self._by_id:
            return replace(place, last=max(ids))
        if self.way is Way.CURSOR and listed.after:
            return replace(place, after=listed.after)
        known = listed.pages
        at_end = place.page >= known if known else len(listed.rows) < size
        return None if at_end else replace(place, page=place.page + 1)

    async def _next(self, place: Place) -> tuple[Listed, int, list[Broken]]:
        """Read what comes next; by id, in smaller portions where one row breaks them."""
        for size in (self.size, 10, 1) if self._by_id else (self.size,):
            try:
                return await self._ask(place, size, self.query), size, []
            except BrokenData as error:
                failed = error
        if not self._by_id or self.light is None:
            raise failed
        return await self._without_content(place, self.light, failed)

    async def _without_content(
        self, place: Place, light: Query, failed: BrokenData
    ) -> tuple[Listed, int, list[Broken]]:
        try:
            listed = await self._ask(place, 1, light)
        except BrokenData:
            raise failed from None
        return replace(listed, rows=[]), 1, put_aside(listed.rows, failed)

    async def _ask(self, place: Place, size: int, query: Query) -> Listed:
        return await self.api.list(self.path, [*query, ("limit", str(size)), *self._from(place)])

    def _from(self, place: Place) -> Query:
        match self.way:
            case Way.ID:
                return (("id:greater", str(place.last)), ("sort", "id"), ("direction", "asc"))
            case Way.FROM:
                return (("min_id", str(place.last + 1)), ("sort", "id:asc"))
            case Way.CURSOR:
                return (("after", place.after),) if place.after else ()
        return (("page", str(place.page)),)

    def _clock(self, listed: Listed) -> str:
        return clock_of(listed.date, self.now).strftime(FORM)


def since(name: str, mark: str | None, overlap: timedelta) -> Query:
    """Return what asks for changes alone."""
    if mark is None:
        return ()
    begin = datetime.strptime(mark, FORM).replace(tzinfo=UTC) - overlap
    return ((name, begin.strftime(FORM)),)
