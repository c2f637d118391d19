"""Stock: a feed with a watermark of its own, since a sale moves neither the product nor the inventory item."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from aisle.adapters.connectors.shopify.calling.api import Api
from aisle.adapters.connectors.shopify.mapping.products import Shop
from aisle.adapters.connectors.shopify.mapping.reading import read_all
from aisle.adapters.connectors.shopify.mapping.values import global_id, id_of, number_of
from aisle.adapters.connectors.shopify.reading import queries
from aisle.adapters.connectors.shopify.reading.feeds import Feeds
from aisle.adapters.connectors.shopify.reading.place import Place
from aisle.adapters.connectors.shopify.reading.portions import Node
from aisle.adapters.connectors.shopify.reading.resources import STOCK
from aisle.adapters.connectors.shopify.reading.shapes import ITEM, ITEMS, Shape
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Broken, Page
from aisle.sources.records import Record

BY_ITEM = "item/"  # before the number of an inventory item, which is all that a webhook names
_BARE = replace(ITEMS, shape=Shape("InventoryItem", "id variant { id }"), first=100)


class Stock:
    """Reads the stock of one shop."""

    def __init__(self, api: Api, feeds: Feeds) -> None:
        self._api, self._feeds = api, feeds

    async def read(self, since: str | None, place: Place, shop: Shop) -> AsyncIterator[Page]:
        """Read everything; or items that changed themselves, then those whose level changed, location by location."""
        locations = await self._locations() if since else []
        at = place.at
        if not place.part:
            async for portion in self._feeds.read(ITEMS, since, place):
                at = portion.at
                following = portion.place or _first(locations, 0, at)
                yield self._page(portion.nodes, following, at, shop, portion.total)
        for location in locations:
            if since is None or number_of(location) < number_of(place.part or location):
                continue
            begin = place if place.part == location else Place(at=at, part=location)
            async for ids, behind in self._feeds.pages.levels(location, f"updated_at:>='{since}'", begin):
                nodes = await self._feeds.pages.by_ids(ITEM, ids)
                following = behind or _first(locations, number_of(location), at)
                yield self._page(nodes, following, at, shop)
        if place.part and not any(number_of(each) >= number_of(place.part) for each in locations):
            yield Page((), None, at)

    async def fetch(self, ids: Sequence[str], shop: Shop) -> Sequence[Record | Broken]:
        """Read stock again: of variants, or of inventory items ("item/7")."""
        items = [global_id("InventoryItem", each.removeprefix(BY_ITEM)) for each in ids if BY_ITEM in each]
        variants = [global_id("ProductVariant", each) for each in ids if BY_ITEM not in each]
        items += await self._items_of(variants) if variants else []
        nodes = await self._feeds.pages.by_ids(ITEM, items)
        return [part for parts in read_all(nodes, STOCK.mapper, shop) for part in parts]

    async def ids(self) -> AsyncIterator[Sequence[str]]:
        """List the variants of all items."""
        async for portion in self._feeds.read(_BARE, None, Place()):
            yield [id_of(node["variant"]["id"]) for node in portion.nodes if node["variant"]]

    async def _items_of(self, variants: Sequence[str]) -> list[str]:
        found: list[str] = []
        for begin in range(0, len(variants), 250):
            reply = await self._api.ask(queries.ITEMS_OF_VARIANTS, {"ids": variants[begin : begin + 250]})
            found += [node["inventoryItem"]["id"] for node in reply.data["nodes"] if node]
        return found

    async def _locations(self) -> list[str]:
        """Return all locations, closed ones too, in the order of their numbers."""
        found: list[str] = []
        after = None
        while True:
            listed = (await self._api.ask(queries.LOCATIONS, {"after": after})).data["locations"]
            found += [node["id"] for node in listed["nodes"]]
            page = listed["pageInfo"]
            if not page["hasNextPage"]:
                return sorted(found, key=number_of)
            if page["endCursor"] in (None, after):
                raise BrokenData("Shopify's list of locations has no end.")
            after = page["endCursor"]

    def _page(
        self, nodes: Sequence[Node], place: Place | None, at: str, shop: Shop, total: int | None = None
    ) -> Page:
        records, broken = read_all(nodes, STOCK.mapper, shop)
        return Page(records, place.to_text() if place else None, at, broken=broken, total=total)


def _first(locations: Sequence[str], behind: int, at: str) -> Place | None:
    following = next((each for each in locations if number_of(each) > behind), None)
    return Place(at=at, part=following) if following else None
