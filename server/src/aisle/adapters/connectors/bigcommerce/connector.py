"""One open connection to a BigCommerce shop."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC

from aisle.adapters.connectors.bigcommerce.api import Api, Query
from aisle.adapters.connectors.bigcommerce.checking import check
from aisle.adapters.connectors.bigcommerce.fetching import fetch
from aisle.adapters.connectors.bigcommerce.lookups import Lookups
from aisle.adapters.connectors.bigcommerce.products import INCLUDED, SOLD_FIELDS
from aisle.adapters.connectors.bigcommerce.reading import FORM, Place, ShopList, Way, since
from aisle.adapters.connectors.bigcommerce.rows import (
    ORDERS,
    PAGES,
    POSTS,
    PREFIXES,
    WHOLE_LINES,
    RowReader,
    sort,
)
from aisle.adapters.connectors.bigcommerce.rules import RULES
from aisle.sources.ports import Broken, Checked, Delta, Page, Setup
from aisle.sources.records import Record, Resource

PRODUCTS = "v3/catalog/products"
LIGHT: Query = (("include_fields", "sku"),)
DERIVED = (Resource.STOCK, Resource.PRICES, Resource.SHIPMENTS)


class BigCommerceConnector:
    """Reads one shop. api: for its webhooks too."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self.api, self._options, self._now = Api(setup), setup.options, setup.now
        self._look = Lookups(self.api, setup.now())
        self._rows = RowReader(self.api, self._look, setup.now())

    async def check(self) -> Checked:
        """Ask who the shop is and what the token may read."""
        return await check(self.api, self._look)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read a resource, list by list."""
        if resource is Resource.CARTS:
            yield Page((), mark=self._now().astimezone(UTC).strftime(FORM))  # there is no list of them
            return
        place, lists = Place.of(cursor), self._lists(resource, mark)
        while place.list < len(lists):
            one = lists[place.list]
            async for portion in one.portions(place):
                place = portion.next or Place(list=place.list + 1, began=portion.began)
                records, broken, gone = await self._rows.read(resource, one.path, portion.rows)
                yield Page(
                    records,
                    None if place.list == len(lists) else str(place),
                    portion.began if RULES[resource].delta is Delta.TIME else None,
                    gone if mark is not None else (),
                    [*portion.broken, *broken],
                    portion.total,
                )

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List what there is, asking for little of each row where the shop can leave the rest out."""
        if resource is Resource.CARTS:
            return
        if resource in DERIVED:
            async for page in self.pages(resource, None, None):
                yield [record.id for record in page.records]
            return
        for one in self._lists(resource, None, light=True):
            async for portion in one.portions(Place()):
                kept, _, _ = sort(one.path, portion.rows)
                yield [f"{PREFIXES.get(one.path, '')}{row['id']}" for row in kept]

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again."""
        return await fetch(self.api, self._rows, resource, ids)

    async def close(self) -> None:
        """Nothing is held."""

    def _lists(self, resource: Resource, mark: str | None, light: bool = False) -> list[ShopList]:
        """Return the lists that make up a resource. light: ids are enough."""
        overlap = RULES[resource].overlap
        match resource:
            case Resource.PRODUCTS:
                query = LIGHT if light else (("include", INCLUDED),)
                return [self._products((*query, *since("date_modified:min", mark, overlap)))]
            case Resource.STOCK | Resource.PRICES:
                return [self._products((("include", "variants"), ("include_fields", SOLD_FIELDS)))]
            case Resource.ORDERS | Resource.SHIPMENTS:
                whole = () if light or resource is Resource.SHIPMENTS else WHOLE_LINES
                query = (*whole, *since("min_date_modified", mark, overlap))
                return [ShopList(self.api, ORDERS, Way.FROM, self._now(), query, 50)]
            case Resource.CUSTOMERS:
                query = () if light else (("include", "addresses"),)
                query = (*query, *since("date_modified:min", mark, overlap))
                return [ShopList(self.api, "v3/customers", Way.CURSOR, self._now(), query)]
            case Resource.REFUNDS:
                query = since("created:min", mark, overlap)
                return [
                    ShopList(self.api, "v3/orders/payment_actions/refunds", Way.PAGE, self._now(), query, 50)
                ]
        return self._texts(light)

    def _products(self, query: Query) -> ShopList:
        return ShopList(self.api, PRODUCTS, Way.ID, self._now(), query, 50, LIGHT)

    def _texts(self, light: bool) -> list[ShopList]:
        body: Query = () if light else (("include", "body"),)
        pages = ShopList(self.api, PAGES, Way.PAGE, self._now(), body)
        posts = ShopList(self.api, POSTS, Way.PAGE, self._now())
        wanted = ((self._options.pages, pages), (self._options.posts, posts))
        return [one for wants, one in wanted if wants]
