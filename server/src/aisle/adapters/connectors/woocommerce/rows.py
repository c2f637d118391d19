"""From rows of a WooCommerce shop's lists to records."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from aisle.adapters.connectors.fields import Fields, Unreadable, read_all
from aisle.adapters.connectors.woocommerce import orders, people, products, texts
from aisle.adapters.connectors.woocommerce.api import SHOP, SITE, Api
from aisle.adapters.connectors.woocommerce.lookups import Lookups
from aisle.adapters.connectors.woocommerce.values import ShopFacts
from aisle.sources.errors import ShopNotFound
from aisle.sources.ports import Broken
from aisle.sources.records import PriceRecord, Record, Resource, StockRecord, VariantRecord

Rows = Sequence[Any]
Read = tuple[list[Record], list[Broken]]
KINDS_OF_TEXT = {f"{SITE}/pages": "page", f"{SITE}/posts": "post"}


class RowReader:
    """Reads rows, asking for what they leave out."""

    def __init__(self, api: Api, look: Lookups) -> None:
        self._api, self._look = api, look

    async def read(self, resource: Resource, path: str, rows: Rows) -> Read:
        """Return records and what could not be read. path: of the list that the rows are from."""
        match resource:
            case Resource.PRODUCTS:
                facts, handles = await self._look.facts(), await self._look.handles(rows)
                return _read(rows, partial(products.product, facts=facts, handles=handles))
            case Resource.VARIANTS | Resource.STOCK | Resource.PRICES:
                return await self._sold(resource, rows)
            case Resource.ORDERS:
                return _read(rows, orders.order)
            case Resource.SHIPMENTS:
                return _read(rows, orders.shipments)
            case Resource.REFUNDS:
                return await self._refunds(path, rows)
            case Resource.CUSTOMERS:
                return _read(rows, people.customer)
        return _read(rows, partial(texts.text, kind=KINDS_OF_TEXT[path]))

    async def sold(self, resource: Resource, rows: Rows) -> Read:
        """Read products that are sold themselves, and variations, as what a cart takes."""
        facts = await self._look.facts() if resource is not Resource.STOCK else ShopFacts("")
        return _read(rows, partial(_one, resource, facts))

    async def _sold(self, resource: Resource, rows: Rows) -> Read:
        whole: list[Any] = []
        query = (("_fields", FIELDS[resource]),) if resource in FIELDS else ()
        for row in rows:
            parent = row if isinstance(row, dict) else {}
            if str(parent.get("type", "")).startswith("variable"):
                found = [one async for one in self._look.variations(str(parent.get("id")), query)]
                whole += [_child(one, parent) for one in found]
            elif resource is not Resource.VARIANTS:
                whole.append(row)
        return await self.sold(resource, whole)

    async def _refunds(self, path: str, rows: Rows) -> Read:
        if path == f"{SHOP}/orders":
            rows = [one for row in rows for one in await self._refunds_of(row)]
        parents = [str(row.get("parent_id")) for row in rows if isinstance(row, dict)]
        currencies = await self._look.currencies(parent for parent in parents if parent.isdigit())
        return _read(rows, partial(orders.refund, currencies=currencies))

    async def _refunds_of(self, row: Any) -> Rows:
        if not (isinstance(row, dict) and row.get("refunds")):
            return []
        try:
            listed = await self._api.list(f"{SHOP}/orders/{row['id']}/refunds", (("per_page", "100"),))
        except ShopNotFound:
            return []
        return [one | {"parent_id": row["id"]} for one in listed.rows if isinstance(one, dict)]


FIELDS = {Resource.STOCK: products.STOCK_FIELDS, Resource.PRICES: products.PRICE_FIELDS}


def _one(
    resource: Resource, facts: ShopFacts, row: Fields
) -> list[VariantRecord | StockRecord | PriceRecord]:
    """A variation says its type since WooCommerce 8; before, its parent alone tells it from a product."""
    parent = row.number_id("parent_id")
    if parent is not None and not products.is_offered(row):
        return []
    if resource is Resource.STOCK:
        return list(products.stock(row))
    if resource is Resource.PRICES:
        return list(products.price(row, facts))
    if parent is None:
        raise Unreadable("parent_id", "is missing: it cannot be told whose variation this is")
    return list(products.variation(row, parent, facts))


def _child(row: Any, parent: dict[str, Any]) -> Any:
    return row | {"parent_id": parent.get("id")} if isinstance(row, dict) else row


def _read(rows: Rows, read: Any) -> Read:
    records, broken = read_all(rows, read)
    return list(records), broken
