"""One open connection to a Magento shop."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from typing import Any

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.fields import Fields, read_all
from aisle.adapters.connectors.magento import orders, people, products, texts
from aisle.adapters.connectors.magento.api import Api
from aisle.adapters.connectors.magento.checking import check
from aisle.adapters.connectors.magento.lists import LISTS
from aisle.adapters.connectors.magento.lookups import Lookups
from aisle.adapters.connectors.magento.reading import Place, ShopList, since
from aisle.adapters.connectors.magento.rules import RULES
from aisle.adapters.connectors.magento.stock import StockReader
from aisle.sources.ports import Broken, Checked, Delta, Page, Setup
from aisle.sources.records import Record, Resource

MOST = 100  # ids a request
Read = Callable[[Fields], Iterable[Record]]
PLAIN: dict[Resource, Read] = {
    Resource.ORDERS: orders.order,
    Resource.SHIPMENTS: orders.shipment,
    Resource.REFUNDS: orders.refund,
    Resource.CARTS: orders.cart,
    Resource.CUSTOMERS: people.customer,
}


class MagentoConnector:
    """Reads one view of one shop."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._api, self._now = Api(setup), setup.now
        self._look = Lookups(self._api, setup.options, setup.now())
        self._stock = StockReader(self._api)

    async def check(self) -> Checked:
        """Ask who the shop is and what the credentials may read."""
        return await check(self._api, self._look)

    async def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read a resource."""
        where, rule = LISTS[resource], RULES[resource]
        by_time = rule.delta is Delta.TIME
        only = (*where.only, *(since(where.changed, mark, rule.overlap) if by_time else ()))
        async for portion in self._list(resource, only, where.fields).portions(Place.of(cursor)):
            records, broken, gone = await self._read(resource, portion.rows)
            yield Page(
                records,
                None if portion.next is None else str(portion.next),
                portion.began if by_time else None,
                gone if mark is not None else (),
                [*portion.broken, *broken],
                portion.total,
            )

    async def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List what there is, asking for little of each row."""
        where = LISTS[resource]
        async for portion in self._list(resource, where.only, where.light).portions(Place()):
            kept, _, _ = await self._sorted(resource, portion.rows)
            yield [where.prefix + row.id(where.key) for row in kept]

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read records again."""
        where, found = LISTS[resource], list[Record | Broken]()
        numbers = [one.removeprefix(where.prefix) for one in ids]
        numbers = list(dict.fromkeys(one for one in numbers if one.isascii() and one.isdigit()))
        for begin in range(0, len(numbers), MOST):
            wanted = (where.field, "in", ",".join(numbers[begin : begin + MOST]))
            only = (*where.only, wanted)
            rows = (await self._api.search(where.path, only, where.field, MOST, where.fields)).rows
            read, broken, _ = await self._read(resource, rows)
            found += again(read, broken, ids)
        return found

    async def close(self) -> None:
        """Nothing is held."""

    def _list(self, resource: Resource, only: Sequence[tuple[str, str, str]], fields: str | None) -> ShopList:
        where = LISTS[resource]
        return ShopList(self._api, where.path, self._now(), where.key, where.field, only, fields)

    async def _read(
        self, resource: Resource, rows: list[Any]
    ) -> tuple[list[Record], list[Broken], list[str]]:
        """Return records, what could not be read, and what does not count any more."""
        kept, gone, broken = await self._sorted(resource, rows)
        if resource is Resource.STOCK:
            return list(await self._stock.read(kept, await self._look.website())), broken, gone
        reader, key = await self._reader(resource), LISTS[resource].key
        records, unread = read_all((row.data for row in kept), reader, key)
        return list(records), [*broken, *unread], gone

    async def _sorted(
        self, resource: Resource, rows: Iterable[Any]
    ) -> tuple[list[Fields], list[str], list[Broken]]:
        """Tell rows that count from those that do not, and from those of which it cannot be told."""
        where, counts = LISTS[resource], await self._counts(resource)
        kept: list[Fields] = []
        gone: list[str] = []

        def sort(row: Fields) -> Iterable[Record]:
            one = row.id(where.key)
            if counts(row):
                kept.append(row)
            else:
                gone.append(where.prefix + one)
            return ()

        _, broken = read_all(rows, sort, where.key)
        return kept, gone, broken

    async def _counts(self, resource: Resource) -> Callable[[Fields], bool]:
        if resource is Resource.PRODUCTS:
            return partial(products.is_product, website=await self._look.website())
        if resource is Resource.VARIANTS:
            return partial(_is_variant, parents=await self._look.parents())
        return LISTS[resource].counts

    async def _reader(self, resource: Resource) -> Read:
        if resource in PLAIN:
            return PLAIN[resource]
        facts = await self._look.facts()
        if resource is Resource.PRODUCTS:
            return partial(products.product, facts=facts)
        if resource is Resource.PRICES:
            return partial(products.price, facts=facts)
        if resource is Resource.DOCUMENTS:
            return partial(texts.page, facts=facts)
        parents = await self._look.parents()
        return lambda row: products.variant(row, parents[row.id()], facts)


def _is_variant(row: Fields, parents: dict[str, Fields]) -> bool:
    return row.whole("status") == 1 and row.id() in parents
