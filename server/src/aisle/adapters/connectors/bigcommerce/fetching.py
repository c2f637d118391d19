"""Reading some records of a BigCommerce shop again by id; those that are gone are missing."""

from collections.abc import Iterable, Sequence
from typing import Any

from aisle.adapters.connectors.again import again
from aisle.adapters.connectors.bigcommerce.api import Api, Query
from aisle.adapters.connectors.bigcommerce.carts import CARTS, carts_by_id
from aisle.adapters.connectors.bigcommerce.products import INCLUDED, SOLD_FIELDS
from aisle.adapters.connectors.bigcommerce.rows import ORDERS, PAGES, POSTS, WHOLE_LINES, RowReader
from aisle.sources.errors import ShopNotFound
from aisle.sources.ports import Broken
from aisle.sources.records import Record, Resource

MOST = 50  # ids a request
BY_IDS: dict[Resource, tuple[str, Query]] = {
    Resource.PRODUCTS: ("v3/catalog/products", (("include", INCLUDED),)),
    Resource.CUSTOMERS: ("v3/customers", (("include", "addresses"),)),
    Resource.REFUNDS: ("v3/orders/payment_actions/refunds", ()),
}


async def fetch(api: Api, rows: RowReader, resource: Resource, ids: Sequence[str]) -> list[Record | Broken]:
    """Return the records that are there."""
    found: list[Record] = []
    unread: list[Broken] = []
    for path, part in await _parts(api, resource, ids):
        if part:
            read, broken, _ = await rows.read(resource, path, part)
            found += read
            unread += broken
    return again(found, unread, ids)


async def _parts(api: Api, resource: Resource, ids: Sequence[str]) -> list[tuple[str, list[Any]]]:
    match resource:
        case Resource.STOCK | Resource.PRICES:
            return [("v3/catalog/products", await _sold(api, ids))]
        case Resource.ORDERS | Resource.SHIPMENTS:
            orders = _numbers(one.partition(":")[0] for one in ids)
            return [(ORDERS, await _each(api, ORDERS, orders))]
        case Resource.CARTS:
            return [(CARTS, await carts_by_id(api, ids))]
        case Resource.DOCUMENTS:
            pages = _numbers(one.removeprefix("page:") for one in ids)
            posts = _numbers(one.removeprefix("post:") for one in ids)
            return [
                (PAGES, await _listed(api, PAGES, (("include", "body"),), pages)),
                (POSTS, await _each(api, POSTS, posts)),
            ]
    path, query = BY_IDS[resource]
    return [(path, await _listed(api, path, query, _numbers(ids)))]


async def _sold(api: Api, variants: Sequence[str]) -> list[Any]:
    """Events name variants, which are listed by their products."""
    products: list[str] = []
    for one in _numbers(variants):
        listed = await api.list("v3/catalog/variants", (("id", one), ("include_fields", "sku,product_id")))
        products += [str(row.get("product_id")) for row in listed.rows if isinstance(row, dict)]
    query = (("include", "variants"), ("include_fields", SOLD_FIELDS))
    return await _listed(api, "v3/catalog/products", query, _numbers(products))


async def _listed(api: Api, path: str, query: Query, numbers: Sequence[str]) -> list[Any]:
    found: list[Any] = []
    for begin in range(0, len(numbers), MOST):
        some = ",".join(numbers[begin : begin + MOST])
        found += (await api.list(path, (*query, ("id:in", some), ("limit", str(MOST))))).rows
    return found


async def _each(api: Api, path: str, numbers: Sequence[str]) -> list[Any]:
    found: list[Any] = []
    for one in numbers:
        try:
            found.append(await api.get(f"{path}/{one}", WHOLE_LINES if path == ORDERS else ()))
        except ShopNotFound:
            continue
    return found


def _numbers(ids: Iterable[str]) -> list[str]:
    """BigCommerce's ids are numbers: nothing else is there, or belongs into an address."""
    return list(dict.fromkeys(one for one in ids if one.isascii() and one.isdigit()))
