"""A first look at a Magento shop."""

from aisle.adapters.connectors.fields import Unreadable
from aisle.adapters.connectors.magento.api import Api
from aisle.adapters.connectors.magento.lists import LISTS
from aisle.adapters.connectors.magento.lookups import Lookups
from aisle.sources.errors import BrokenData, FixCredentials, ShopNotFound, ShopRefused
from aisle.sources.ports import Checked
from aisle.sources.records import Resource

ASKED = (
    Resource.PRODUCTS,
    Resource.ORDERS,
    Resource.CUSTOMERS,
    Resource.SHIPMENTS,
    Resource.REFUNDS,
    Resource.CARTS,
    Resource.DOCUMENTS,
)


async def check(api: Api, look: Lookups) -> Checked:
    """Return what the shop is. A permission that is missing looks like a wrong token: only if all are missing it is one."""
    counts: dict[Resource, int] = {}
    missing: dict[Resource, str] = {}
    refused: list[FixCredentials | ShopRefused] = []
    for resource in ASKED:
        where = LISTS[resource]
        try:
            found = await api.search(where.path, (), where.field, 1, where.key)
            counts[resource] = found.total or 0
        except (FixCredentials, ShopRefused) as error:
            missing[resource] = error.detail
            refused.append(error)
        except ShopNotFound as error:
            missing[resource] = error.detail
    if not counts:
        raise refused[0] if refused else ShopNotFound("There is no Magento at this address.")
    return await _told(look, counts, missing)


async def _told(look: Lookups, counts: dict[Resource, int], missing: dict[Resource, str]) -> Checked:
    try:
        view = await look.view()
        name = view.word("base_url") or view.id("code")
        currency, zone = view.word("base_currency_code"), view.word("timezone")
    except (FixCredentials, ShopRefused):
        needed = "Magento_Backend::store"
        raise ShopRefused(f"The credentials lack a permission: {needed}.", needs=(needed,)) from None
    except Unreadable as error:
        raise BrokenData(f"The shop's settings cannot be read: {error}") from None
    return Checked(name, currency, zone, counts, missing)
