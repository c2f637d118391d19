"""One open connection to a WooCommerce shop."""

from collections.abc import AsyncIterator, Sequence

from aisle.adapters.connectors.portions import Portion
from aisle.adapters.connectors.woocommerce.api import SHOP, SITE, Api, Query
from aisle.adapters.connectors.woocommerce.checking import check
from aisle.adapters.connectors.woocommerce.fetching import fetch
from aisle.adapters.connectors.woocommerce.lookups import Lookups
from aisle.adapters.connectors.woocommerce.orders import SHIPMENT_FIELDS
from aisle.adapters.connectors.woocommerce.reading import Place, ShopList, changed_since
from aisle.adapters.connectors.woocommerce.rows import FIELDS, RowReader
from aisle.adapters.connectors.woocommerce.rules import RULES
from aisle.adapters.connectors.woocommerce.texts import FIELDS as TEXT_FIELDS
from aisle.sources.ports import Broken, Checked, Delta, Page, Setup
from aisle.sources.records import Record, Resource

ANY: Query = (("status", "any"),)
PARENTS = 25  # products whose variations are read for one page
WITH_VARIATIONS = (Resource.VARIANTS, Resource.STOCK, Resource.PRICES)
DERIVED = (*WITH_VARIATIONS, Resource.SHIPMENTS)


class WooConnector:
    """Reads one shop. api: for its webhooks too."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self.api, self._setup, self._options = Api(setup), setup, setup.options
        look = Lookups(self.api, setup.options.currency, setup.now())
        self._look, self._rows = look, RowReader(self.api, look)

    async def check(self) -> Checked:
        """Ask who the shop is and what the key may read."""
        return await check(self.api, self._look, self._options.address)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read a resource, list by list."""
        place, lists = Place.of(cursor), await self._lists(resource, mark)
        while place.list < len(lists):
            path, query = lists[place.list]
            async for portion in self._list(resource, path, query).portions(place):
                place = portion.next or Place(list=place.list + 1, began=portion.began)
                at_end = place.list == len(lists)
                yield await self._page(resource, path, portion, None if at_end else place)

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List what there is, asking for the ids alone where they are in the list."""
        if resource in DERIVED:
            async for page in self.pages(resource, None, None):
                yield [record.id for record in page.records]
            return
        for path, query in await self._lists(resource, None):
            asked = [*(pair for pair in query if pair[0] != "_fields"), ("_fields", "id")]
            async for portion in self._list(resource, path, asked).portions(Place()):
                yield [
                    _named(path, row["id"]) for row in portion.rows if isinstance(row, dict) and "id" in row
                ]

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again; what is in the trash is gone."""
        return await fetch(self.api, self._rows, resource, ids)

    async def close(self) -> None:
        """Nothing is held."""

    def _list(self, resource: Resource, path: str, query: Query) -> ShopList:
        size = PARENTS if resource in WITH_VARIATIONS else 100
        return ShopList(self.api, path, query, self._setup.now(), size)

    async def _page(
        self, resource: Resource, path: str, portion: Portion[Place], following: Place | None
    ) -> Page:
        records, broken = await self._rows.read(resource, path, portion.rows)
        mark = portion.began if RULES[resource].delta is Delta.TIME else None
        cursor = None if following is None else str(following)
        return Page(records, cursor, mark, broken=[*portion.broken, *broken], total=portion.total)

    async def _lists(self, resource: Resource, mark: str | None) -> list[tuple[str, Query]]:
        """Return the lists that make up a resource, and what is asked of them."""
        since = changed_since(mark, RULES[resource].overlap)
        if resource is Resource.DOCUMENTS:
            return self._texts(mark, since)
        if resource is Resource.CUSTOMERS:
            return [(f"{SHOP}/customers", (("role", "all"),))]
        if resource is Resource.REFUNDS:
            return [await self._refunds(since)]
        if resource in (Resource.ORDERS, Resource.SHIPMENTS):
            fields = (("_fields", SHIPMENT_FIELDS),) if resource is Resource.SHIPMENTS else ()
            return [(f"{SHOP}/orders", (*ANY, *since, *fields))]
        kept = FIELDS.get(resource, "id,type")
        only = () if resource is Resource.PRODUCTS else (("_fields", kept),)
        variable = (("type", "variable"),) if resource is Resource.VARIANTS else ()
        return [(f"{SHOP}/products", (*ANY, *variable, *since, *only))]

    async def _refunds(self, since: Query) -> tuple[str, Query]:
        if await self._look.lists_refunds():
            return f"{SHOP}/refunds", since
        return f"{SHOP}/orders", (*ANY, *since, ("_fields", "id,refunds"))

    def _texts(self, mark: str | None, since: Query) -> list[tuple[str, Query]]:
        """WordPress's own lists have no `dates_are_gmt`, but read a zone."""
        asked: Query = [("modified_after", f"{since[0][1]}Z")] if mark else []
        wanted = [("pages", self._options.pages), ("posts", self._options.posts)]
        return [(f"{SITE}/{name}", (*asked, ("_fields", TEXT_FIELDS))) for name, wants in wanted if wants]


def _named(path: str, number: object) -> str:
    kinds = {f"{SITE}/pages": "page:", f"{SITE}/posts": "post:"}
    return f"{kinds.get(path, '')}{number}"
