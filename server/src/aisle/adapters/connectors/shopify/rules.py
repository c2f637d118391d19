"""How each resource must be read."""

from collections.abc import Mapping
from datetime import timedelta

from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource

# Filters ask Shopify's search index, which is some time behind what was written.
_LATE = timedelta(minutes=5)
_LINKS = "links to deleted products"  # a line of an order forgets its product, and the order does not move


def _by_time(*silent: str) -> ResourceRule:
    return ResourceRule(Delta.TIME, _LATE, ("deletion", *silent), lists_ids=True)


RULES: Mapping[Resource, ResourceRule] = {
    Resource.PRODUCTS: _by_time("stock", "collections", "metafields"),
    Resource.VARIANTS: _by_time("stock"),
    Resource.PRICES: _by_time("contextual prices"),
    Resource.STOCK: _by_time("closed location", "disconnected location"),
    Resource.ORDERS: _by_time(_LINKS),
    Resource.SHIPMENTS: _by_time("tracking", _LINKS),
    Resource.REFUNDS: _by_time(_LINKS),
    Resource.CUSTOMERS: _by_time(),
    Resource.CARTS: _by_time(_LINKS),
    Resource.DOCUMENTS: _by_time(),
}
