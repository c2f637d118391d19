"""The topics we subscribe to, and the few fields of each body that we need: what is not sent cannot leak."""

from dataclasses import dataclass

from aisle.sources.records import Resource


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic. fields: of the body, all others are left out; empty: for topics that do not take a choice."""

    name: str  # as in GraphQL
    resource: Resource
    fields: tuple[str, ...] = ()


_PRODUCT = ("id", "updated_at", "variants.id", "variants.updated_at", "variant_gids")
_ORDER = ("id", "updated_at", "fulfillments.id", "refunds.id")
_PART = ("id", "order_id", "created_at", "updated_at")
_PLAIN = ("id", "updated_at")

TOPICS = (
    Topic("PRODUCTS_CREATE", Resource.PRODUCTS, _PRODUCT),
    Topic("PRODUCTS_UPDATE", Resource.PRODUCTS, _PRODUCT),
    Topic("PRODUCTS_DELETE", Resource.PRODUCTS),
    Topic("INVENTORY_LEVELS_UPDATE", Resource.STOCK),
    Topic("INVENTORY_LEVELS_CONNECT", Resource.STOCK),
    Topic("INVENTORY_LEVELS_DISCONNECT", Resource.STOCK),
    Topic("INVENTORY_ITEMS_UPDATE", Resource.STOCK, _PLAIN),
    Topic("ORDERS_CREATE", Resource.ORDERS, _ORDER),
    Topic("ORDERS_UPDATED", Resource.ORDERS, _ORDER),
    Topic("ORDERS_DELETE", Resource.ORDERS),
    Topic("FULFILLMENTS_CREATE", Resource.ORDERS, _PART),
    Topic("FULFILLMENTS_UPDATE", Resource.ORDERS, _PART),
    Topic("REFUNDS_CREATE", Resource.ORDERS, _PART),
    Topic("CUSTOMERS_CREATE", Resource.CUSTOMERS, _PLAIN),
    Topic("CUSTOMERS_UPDATE", Resource.CUSTOMERS, _PLAIN),
    Topic("CUSTOMERS_DELETE", Resource.CUSTOMERS),
    Topic("CUSTOMERS_MERGE", Resource.CUSTOMERS),
    Topic("CHECKOUTS_CREATE", Resource.CARTS, _PLAIN),
    Topic("CHECKOUTS_UPDATE", Resource.CARTS, _PLAIN),
    Topic("CHECKOUTS_DELETE", Resource.CARTS),
    Topic("APP_UNINSTALLED", Resource.PRODUCTS),
)
