"""Feeds read the way that suits: small ones and changes by pages, large full reads in bulk."""

from collections.abc import AsyncIterator
from dataclasses import replace

from aisle.adapters.connectors.shopify.calling.api import Api
from aisle.adapters.connectors.shopify.reading import queries
from aisle.adapters.connectors.shopify.reading.bulk import Bulk, Unfinished
from aisle.adapters.connectors.shopify.reading.place import Place
from aisle.adapters.connectors.shopify.reading.portions import Pages, Portion
from aisle.adapters.connectors.shopify.reading.shapes import Feed

MANY = 1000  # from here on a bulk operation is worth its waiting


class Feeds:
    """Reads feeds of one shop."""

    def __init__(self, api: Api, in_bulk: bool) -> None:
        """Nothing is asked yet. in_bulk: whether bulk operations may be used."""
        self.pages = Pages(api)
        self._api, self._bulk, self._in_bulk = api, Bulk(api), in_bulk

    async def read(self, feed: Feed, since: str | None, place: Place) -> AsyncIterator[Portion]:
        """Read a feed. since: only what changed then or later, as filters take it; None: everything."""
        total = None
        if since is None and not place.after and not place.above:
            total = await self._count(feed)
            try:
                if place.bulk is None and self._many(total):
                    place = await self._bulk.start(feed)
                    # Told before anything is read: a read that is killed goes on with the same operation.
                    yield Portion([], place, place.at, total)
                if place.bulk:
                    async for portion in self._bulk.read(feed, place):
                        yield portion
                    return
            except Unfinished:
                place = Place()
        only = f"updated_at:>='{since}'" if since else None
        async for portion in self.pages.read(feed, only, place):
            yield replace(portion, total=total)

    def _many(self, total: int | None) -> bool:
        return self._in_bulk and total is not None and total >= MANY

    async def _count(self, feed: Feed) -> int | None:
        if feed.count is None:
            return None
        counted = (await self._api.ask(queries.count(feed.count))).data[feed.count]
        return int(counted["count"]) if counted else None
