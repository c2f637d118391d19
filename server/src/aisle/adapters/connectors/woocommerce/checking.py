"""A first look at a WooCommerce shop."""

from collections.abc import Sequence
from typing import Any

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.adapters.connectors.woocommerce.api import SHOP, Api
from aisle.adapters.connectors.woocommerce.lookups import Lookups
from aisle.sources.errors import BrokenData, FixCredentials, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Checked
from aisle.sources.records import Resource

PLAIN = (
    "The shop uses plain permalinks, where WooCommerce does not look at keys: choose any other structure in WordPress "
    "under Settings, Permalinks, and connect again."
)
NO_SHOP = "There is a WordPress at this address, but no WooCommerce."
NET = "Prices are entered without tax at this shop: shoppers see others than are read here."
ASKED = {Resource.PRODUCTS: "products", Resource.ORDERS: "orders", Resource.CUSTOMERS: "customers"}
ALL = {Resource.CUSTOMERS: ("role", "all")}


async def check(api: Api, look: Lookups, address: str) -> Checked:
    """Return what the shop is. Raises with the cause, where it is one of those that the shop does not say."""
    index = await _index(api)
    counts, missing = await _counted(api)
    warnings: list[str] = []
    currency = await _told(look, warnings)
    if await _is_net(api):
        warnings.append(NET)
    zone = index.word("timezone_string") or f"UTC{float(index.number('gmt_offset') or 0):+g}"
    return Checked(index.text("name") or address, currency, zone, counts, missing, tuple(warnings))


async def _index(api: Api) -> Fields:
    """Return the site's index. It is public: what it says is true without a key."""
    try:
        index = _fields(
            await api.get("wp-json/", (("_fields", "name,timezone_string,gmt_offset,namespaces"),))
        )
    except (ShopNotFound, BrokenData) as failed:
        await _named_cause(api, failed)
        raise
    if "wc/v3" not in index.texts("namespaces"):
        raise ShopNotFound(NO_SHOP)
    return index


async def _named_cause(api: Api, failed: ShopError) -> None:
    try:
        index = _fields(await api.get("", (("rest_route", "/"),)))
    except ShopError:
        raise failed from None
    if index.texts("namespaces"):
        raise ShopRefused(PLAIN, needs=("permalinks",))


async def _counted(api: Api) -> tuple[dict[Resource, int], dict[Resource, str]]:
    counts: dict[Resource, int] = {}
    missing: dict[Resource, str] = {}
    refused: list[FixCredentials | ShopRefused] = []
    for resource, name in ASKED.items():
        try:
            query = [ALL.get(resource, ("status", "any")), ("per_page", "1"), ("_fields", "id")]
            listed = await api.list(f"{SHOP}/{name}", query)
            counts[resource] = listed.total or 0
        except (FixCredentials, ShopRefused) as error:
            missing[resource] = error.detail
            refused.append(error)
    _anything(refused)
    return counts, missing


def _anything(refused: Sequence[FixCredentials | ShopRefused]) -> None:
    """A key that may do nothing is no key; one that may do some of it lacks a right."""
    if len(refused) == len(ASKED):
        raise refused[0]


async def _told(look: Lookups, warnings: list[str]) -> str | None:
    try:
        return await look.currency()
    except (FixCredentials, ShopRefused) as error:
        warnings.append(error.detail)
        return None


async def _is_net(api: Api) -> bool:
    try:
        told: Any = await api.get(
            f"{SHOP}/settings/tax/woocommerce_prices_include_tax", (("_fields", "value"),)
        )
    except (FixCredentials, ShopRefused, ShopNotFound):
        return False
    return isinstance(told, dict) and told.get("value") == "no"


def _fields(data: Any) -> Fields:
    try:
        return Fields(data)
    except Unreadable as error:
        raise BrokenData(f"The shop's index is none: {error}") from None
