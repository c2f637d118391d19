"""Reading some records of a WooCommerce shop again by id. What is in the trash, or not offered any more, is missing."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.woocommerce.api import SHOP, Api, Query
from aisle.adapters.connectors.woocommerce.rows import KINDS_OF_TEXT, RowReader
from aisle.sources.errors import ShopNotFound
from aisle.sources.ports import Broken
from aisle.sources.records import Record, Resource

MOST = 100  # ids a request
PATHS: dict[Resource, tuple[str, Query]] = {
    Resource.PRODUCTS: (f"{SHOP}/products", (("status", "any"),)),
    Resource.ORDERS: (f"{SHOP}/orders", (("status", "any"),)),
    Resource.REFUNDS: (f"{SHOP}/refunds", ()),
    Resource.CUSTOMERS: (f"{SHOP}/customers", (("role", "all"),)),
}


async def fetch(api: Api, rows: RowReader, resource: Resource, ids: Sequence[str]) -> list[Record | Broken]:
    """Return the records that are there."""
    found: list[Record] = []
    unread: list[Broken] = []
    async for path, part in _parts(api, resource, ids):
        sold = resource in (Resource.VARIANTS, Resource.STOCK, Resource.PRICES)
        read, broken = await (rows.sold(resource, part) if sold else rows.read(resource, path, part))
        found += read
        unread += broken
    return again(found, unread, ids)


async def _parts(api: Api, resource: Resource, ids: Sequence[str]) -> AsyncIterator[tuple[str, list[Any]]]:
    if resource in (Resource.VARIANTS, Resource.STOCK, Resource.PRICES):
        yield "", [row for one in _numbers(ids) for row in await _single(api, one, resource)]
    elif resource is Resource.DOCUMENTS:
        for path, kind in KINDS_OF_TEXT.items():
            numbers = [one.partition(":")[2] for one in ids if one.startswith(f"{kind}:")]
            yield path, await _included(api, path, (), numbers)
    elif resource is Resource.SHIPMENTS:
        path, query = PATHS[Resource.ORDERS]
        yield path, await _included(api, path, query, [one.partition(":")[0] for one in ids])
    else:
        path, query = PATHS[resource]
        yield path, await _included(api, path, query, ids)


async def _included(api: Api, path: str, query: Query, ids: Iterable[str]) -> list[Any]:
    numbers = _numbers(ids)
    rows: list[Any] = []
    for begin in range(0, len(numbers), MOST):
        some = ",".join(numbers[begin : begin + MOST])
        listed = await api.list(path, (*query, ("include", some), ("per_page", str(MOST))))
        rows += listed.rows
    return rows


async def _single(api: Api, number: str, resource: Resource) -> list[Any]:
    """A list holds no variations; by id they are found like products, even from the trash."""
    try:
        row = await api.get(f"{SHOP}/products/{number}")
    except ShopNotFound:
        return []
    if not isinstance(row, dict) or row.get("status") == "trash":
        return []
    is_variation = bool(row.get("parent_id"))
    return [row] if is_variation or resource is not Resource.VARIANTS else []


def _numbers(ids: Iterable[str]) -> list[str]:
    """WooCommerce's ids are numbers: nothing else is there, or belongs into an address."""
    return list(dict.fromkeys(one for one in ids if one.isascii() and one.isdigit()))
