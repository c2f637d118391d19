"""How each resource of WooCommerce is to be read."""

from datetime import timedelta

from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource

# The mark is exclusive, to the second, and compared with a clock that need not be the one in the headers.
OVERLAP = timedelta(minutes=5)
# WordPress before 5.3 takes the time of a page for one of its own zone.
ZONES = timedelta(hours=26)


def _by_time(*silent: str, overlap: timedelta = OVERLAP) -> ResourceRule:
    return ResourceRule(Delta.TIME, overlap, ("deletion", "trash", *silent), lists_ids=True)


RULES = {
    Resource.PRODUCTS: _by_time("category name", "plugin data"),
    Resource.VARIANTS: _by_time("plugin data"),
    # WooCommerce itself moves the time with the stock; plugins that write past it do not.
    Resource.STOCK: _by_time("stock written by plugins"),
    Resource.PRICES: _by_time("prices written by plugins"),
    Resource.ORDERS: _by_time("plugin data"),
    Resource.SHIPMENTS: _by_time("tracking written by plugins"),
    Resource.REFUNDS: _by_time(),
    Resource.CUSTOMERS: ResourceRule(Delta.NONE, silent=("deletion",), lists_ids=True),
    Resource.DOCUMENTS: _by_time("blocks shared by pages", overlap=ZONES),
}
