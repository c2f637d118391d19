"""What each resource is read from."""

from collections.abc import Mapping
from dataclasses import dataclass

from aisle.adapters.connectors.shopify.mapping import buying, documents, products
from aisle.adapters.connectors.shopify.mapping.reading import Mapper
from aisle.adapters.connectors.shopify.reading import shapes
from aisle.adapters.connectors.shopify.reading.shapes import Feed, Shape
from aisle.sources.records import Resource


@dataclass(frozen=True, slots=True)
class Plain:
    """A resource that has a feed of its own."""

    feed: Feed
    mapper: Mapper


@dataclass(frozen=True, slots=True)
class Owned:
    """A resource that hangs on another one: `field` of each object of the feed names them, then they are read by id."""

    feed: Feed
    field: str
    shape: Shape
    mapper: Mapper


PLAIN: Mapping[Resource, Plain] = {
    Resource.PRODUCTS: Plain(shapes.PRODUCTS, products.product),
    Resource.VARIANTS: Plain(shapes.VARIANTS, products.variant),
    Resource.PRICES: Plain(shapes.PRICES, products.price_of),
    Resource.ORDERS: Plain(shapes.ORDERS, buying.order),
    Resource.CUSTOMERS: Plain(shapes.CUSTOMERS, buying.customer),
    Resource.CARTS: Plain(shapes.CHECKOUTS, buying.cart),
}
OWNED: Mapping[Resource, Owned] = {
    Resource.SHIPMENTS: Owned(shapes.SENDING, "fulfillments", shapes.FULFILLMENT, buying.shipment),
    Resource.REFUNDS: Owned(shapes.REFUNDING, "refunds", shapes.REFUND, buying.refund),
}
STOCK = Plain(shapes.ITEMS, products.stock)
PAGES = Plain(shapes.PAGES, documents.page)
ARTICLES = Plain(shapes.ARTICLES, documents.article)
TEXTS: Mapping[str, Plain] = {"Page": PAGES, "Article": ARTICLES}
