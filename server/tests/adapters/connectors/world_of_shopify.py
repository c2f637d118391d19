"""Shopify's world: the double, filled."""

from pydantic import SecretStr
from shopify_double import filled
from shopify_double.tokens import LASTING, SECRET
from worlds import NOW, Signed, World

from aisle.adapters.connectors.shopify.settings import ShopifyCredentials, ShopifyOptions
from aisle.sources.records import Resource


def world() -> World:
    """Return it."""
    double = filled(NOW)
    product = double.shop.all("Product")[0]
    order = double.shop.all("Order")[0]
    bodies = {
        "products/update": double.shop.rest_product(product),
        "orders/updated": double.shop.rest_order(order),
        "app/uninstalled": {"id": 1},
    }
    signed = [Signed(double.post.signed(topic, body), SECRET) for topic, body in bodies.items()]
    return World(
        options=ShopifyOptions(shop="anchor-test"),
        credentials=ShopifyCredentials(access_token=SecretStr(LASTING)),
        shop=lambda: filled(NOW),
        least={
            Resource.PRODUCTS: 12,
            Resource.VARIANTS: 24,
            Resource.PRICES: 24,
            Resource.STOCK: 24,
            Resource.ORDERS: 3,
            Resource.CUSTOMERS: 1,
            Resource.SHIPMENTS: 3,
            Resource.REFUNDS: 1,
            Resource.CARTS: 1,
            Resource.DOCUMENTS: 4,
        },
        wrong=ShopifyCredentials(access_token=SecretStr("shpat_nobody_knows_this")),
        deliveries=signed,
    )
