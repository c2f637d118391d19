"""Where each resource of Magento is listed, and which of the rows count."""

from collections.abc import Callable
from dataclasses import dataclass

from aisle.adapters.connectors.fields import Fields
from aisle.adapters.connectors.magento import orders, products, stock, texts
from aisle.adapters.connectors.magento.api import Filters
from aisle.sources.records import Resource

SOLD: Filters = (("type_id", "nin", products.UNSOLD),)


def _all(row: Fields) -> bool:
    return True


def _has_sku(row: Fields) -> bool:
    return bool(row.id("sku"))


@dataclass(frozen=True, slots=True)
class Where:
    """A list. light: what is asked for where ids are enough. counts: whether a row is a record; one that is no more is gone."""

    path: str
    key: str = "entity_id"
    field: str = "entity_id"
    changed: str = "updated_at"
    only: Filters = ()
    fields: str | None = None
    light: str = "entity_id"
    counts: Callable[[Fields], bool] = _all
    prefix: str = ""


LISTS = {
    Resource.PRODUCTS: Where("products", "id", light="id,visibility,extension_attributes[website_ids]"),
    Resource.VARIANTS: Where("products", "id", only=SOLD, light="id,status"),
    Resource.STOCK: Where("products", "id", only=SOLD, fields=stock.FIELDS, light="id,sku", counts=_has_sku),
    Resource.PRICES: Where("products", "id", only=SOLD, fields=products.PRICE_FIELDS, light="id"),
    Resource.ORDERS: Where("orders"),
    Resource.CUSTOMERS: Where("customers/search", "id", light="id"),
    Resource.SHIPMENTS: Where("shipments"),
    Resource.REFUNDS: Where("creditmemos"),
    Resource.CARTS: Where("carts/search", "id", light="id,is_active,items_count", counts=orders.is_cart),
    Resource.DOCUMENTS: Where(
        "cmsPage/search",
        "id",
        "page_id",
        "update_time",
        light="id,active",
        counts=texts.is_shown,
        prefix="page:",
    ),
}
