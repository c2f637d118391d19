"""A first look at a BigCommerce shop."""

from aisle.adapters.connectors.bigcommerce.api import Api, Query
from aisle.adapters.connectors.bigcommerce.lookups import Lookups
from aisle.adapters.connectors.fields import Unreadable
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Checked
from aisle.sources.records import Resource

NET = "Prices are entered without tax at this shop: shoppers see others than are read here."
ONE: Query = (("limit", "1"),)
ASKED: dict[Resource, tuple[str, Query]] = {
    Resource.PRODUCTS: ("v3/catalog/products", (*ONE, ("include_fields", "sku"))),
    Resource.ORDERS: ("v2/orders", ONE),
    Resource.CUSTOMERS: ("v3/customers", ONE),
    Resource.REFUNDS: ("v3/orders/payment_actions/refunds", ONE),
    Resource.DOCUMENTS: ("v3/content/pages", ONE),
    Resource.STOCK: ("v3/inventory/items", ONE),
}


async def check(api: Api, look: Lookups) -> Checked:
    """Return what the shop is, and by resource which scopes are missing."""
    store = await look.store()
    counts: dict[Resource, int] = {}
    missing: dict[Resource, str] = {}
    for resource, (path, query) in ASKED.items():
        try:
            total = (await api.list(path, query)).total
            counts |= {} if total is None else {resource: total}
        except ShopRefused as error:
            missing[resource] = error.detail
    try:
        zone = store.inside("timezone").word("name")
        warnings = () if store.flag("is_price_entered_with_tax") else (NET,)
        return Checked(
            store.text("name") or store.id(), store.word("currency"), zone, counts, missing, warnings
        )
    except Unreadable as error:
        raise BrokenData(f"The shop does not say what it is: {error}") from None
