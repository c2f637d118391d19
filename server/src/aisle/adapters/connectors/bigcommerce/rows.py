"""From rows of BigCommerce's lists to records."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from aisle.adapters.connectors.bigcommerce import carts, orders, people, products, texts
from aisle.adapters.connectors.bigcommerce.api import Api, Query
from aisle.adapters.connectors.bigcommerce.lookups import Lookups
from aisle.adapters.connectors.bigcommerce.reading import Place, ShopList, Way
from aisle.adapters.connectors.bigcommerce.stock import StockReader
from aisle.adapters.connectors.fields import Fields, read_all
from aisle.sources.errors import ShopNotFound
from aisle.sources.ports import Broken
from aisle.sources.records import Record, Resource

Rows = Sequence[Any]
Read = tuple[list[Record], list[Broken], list[str]]
ORDERS = "v2/orders"
WHOLE_LINES: Query = (("include", "consignments.line_items"), ("consignment_structure", "object"))
PAGES, POSTS = "v3/content/pages", "v2/blog/posts"
COUNTS: dict[str, Callable[[Fields], bool]] = {
    ORDERS: orders.is_kept,
    PAGES: texts.is_page,
    POSTS: texts.is_post,
}
PREFIXES = {PAGES: "page:", POSTS: "post:"}


class RowReader:
    """Reads rows, asking for what they leave out."""

    def __init__(self, api: Api, look: Lookups, now: datetime) -> None:
        self._api, self._look, self._now = api, look, now
        self._stock = StockReader(api)

    async def read(self, resource: Resource, path: str, rows: Rows) -> Read:
        """Return records, what could not be read, and ids of what does not count any more."""
        kept, gone, broken = sort(path, rows)
        records, unread = await self._records(resource, path, kept)
        return records, [*broken, *unread], gone if resource is not Resource.SHIPMENTS else []

    async def _records(self, resource: Resource, path: str, rows: Rows) -> tuple[list[Record], list[Broken]]:
        match resource:
            case Resource.STOCK:
                stock, broken = await self._stock.read(rows)
                return list(stock), broken
            case Resource.PRODUCTS:
                return _read(rows, partial(products.product, facts=await self._look.facts()))
            case Resource.PRICES:
                return _read(rows, partial(products.price, facts=await self._look.facts()))
            case Resource.ORDERS:
                return _read([await self._whole(row) for row in rows], orders.order)
            case Resource.SHIPMENTS:
                return _read([one for row in rows for one in await self._parcels(row)], orders.shipment)
            case Resource.REFUNDS:
                parents = [str(row.get("order_id")) for row in rows if isinstance(row, dict)]
                currencies = await self._look.currencies(parents)
                return _read(rows, partial(orders.refund, currencies=currencies))
            case Resource.CUSTOMERS:
                return _read(rows, people.customer)
            case Resource.CARTS:
                return _read(rows, carts.cart)
        home = (await self._look.store()).text("secure_url")
        return _read(rows, partial(texts.post if path == POSTS else texts.page, home=home))

    async def _whole(self, row: Any) -> Any:
        """Follow the links to an order's lines, where the shop gave links."""
        if not orders.has_links(Fields(row)):
            return row
        lines = await self._all(f"v2/orders/{row['id']}/products")
        to = await self._all(f"v2/orders/{row['id']}/shipping_addresses")
        first = to[0] if to and isinstance(to[0], dict) else {}
        return row | {"consignments": {"shipping": [first | {"line_items": lines}]}}

    async def _parcels(self, row: Any) -> Rows:
        """Only orders of which something was sent have any."""
        if not Fields(row).whole("items_shipped"):
            return []
        return await self._all(f"v2/orders/{row['id']}/shipments")

    async def _all(self, path: str) -> list[Any]:
        found: list[Any] = []
        try:
            async for portion in ShopList(self._api, path, Way.PAGE, self._now).portions(Place()):
                found += portion.rows
        except ShopNotFound:
            return found
        return found


def sort(path: str, rows: Iterable[Any]) -> tuple[list[Any], list[str], list[Broken]]:
    """Tell rows that count from those that do not, and from those of which it cannot be told."""
    counts, kept, gone = COUNTS.get(path), list[Any](), list[str]()

    def tell(row: Fields) -> Iterable[Record]:
        one = PREFIXES.get(path, "") + row.id()
        if path == ORDERS:  # what is looked at later must be readable
            orders.has_links(row)
            row.whole("items_shipped")
        if counts is None or counts(row):
            kept.append(row.data)
        else:
            gone.append(one)
        return ()

    _, broken = read_all(rows, tell)
    return kept, gone, broken


def _read(rows: Rows, read: Any) -> tuple[list[Record], list[Broken]]:
    records, broken = read_all(rows, read)
    return list(records), broken
