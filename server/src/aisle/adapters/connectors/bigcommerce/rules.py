"""How each resource of BigCommerce is to be read. Variants come with their products."""

from datetime import timedelta

from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource

OVERLAP = timedelta(minutes=5)
LONG = timedelta(days=14)  # what follows an order later need not move it


def _by_time(*silent: str, overlap: timedelta = OVERLAP) -> ResourceRule:
    return ResourceRule(Delta.TIME, overlap, ("deletion", *silent), lists_ids=True)


def _whole(*silent: str) -> ResourceRule:
    return ResourceRule(Delta.NONE, silent=("deletion", *silent), lists_ids=True)


RULES = {
    Resource.PRODUCTS: _by_time("stock", "variant prices", "category name"),
    Resource.STOCK: _whole("orders take stock without moving any time"),
    Resource.PRICES: _whole("prices of variants and price lists"),
    Resource.ORDERS: _by_time("messages"),
    Resource.CUSTOMERS: _by_time("addresses"),
    Resource.SHIPMENTS: _by_time("tracking", overlap=LONG),
    Resource.REFUNDS: _by_time(),
    Resource.CARTS: _by_time(),  # as events tell; a reconcile asks for each once more
    Resource.DOCUMENTS: _whole("pages say no time"),
}
