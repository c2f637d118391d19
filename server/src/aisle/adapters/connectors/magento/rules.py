"""How each resource of Magento is to be read."""

from datetime import timedelta

from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource

OVERLAP = timedelta(minutes=5)
TRACKS = timedelta(days=14)  # a track is added to a parcel without moving its time


def _by_time(*silent: str, overlap: timedelta = OVERLAP) -> ResourceRule:
    return ResourceRule(Delta.TIME, overlap, ("deletion", *silent), lists_ids=True)


def _whole(*silent: str) -> ResourceRule:
    return ResourceRule(Delta.NONE, silent=("deletion", *silent), lists_ids=True)


RULES = {
    Resource.PRODUCTS: _by_time("category", "stock", "price rules"),
    Resource.VARIANTS: _by_time("stock", "price rules"),
    Resource.STOCK: _whole("orders reserve without moving any time"),
    Resource.PRICES: _whole("a special price begins and ends by itself"),
    Resource.ORDERS: _by_time("comments"),
    Resource.CUSTOMERS: _by_time("addresses"),
    Resource.SHIPMENTS: _by_time("tracking", overlap=TRACKS),
    Resource.REFUNDS: _by_time("comments"),
    Resource.CARTS: _by_time(),
    Resource.DOCUMENTS: _by_time("blocks within pages"),
}
