"""The shop that the WooCommerce connector is tried on."""

import json

from recorded_shop import commerce_folder, delivery
from woo_shop import CREDENTIALS, KEY, OPTIONS, WooShop, recorded
from worlds import Signed, World

from aisle.adapters.connectors.woocommerce.settings import WooCredentials
from aisle.sources.records import Resource

TOLD = (
    "006-product.updated", "007-order.created", "008-order.updated", "009-customer.created", "010-product.deleted",
    "013-product.updated",
)  # fmt: skip


def webhook_secret() -> str:
    """Return the secret that the recorded deliveries were signed with."""
    return json.loads((commerce_folder() / "recordings/woocommerce/a7-webhook-secret.json").read_text())[
        "secret"
    ]


def world() -> World:
    """Return it."""
    recorded("14-products-all")
    least = {
        Resource.PRODUCTS: 21,
        Resource.VARIANTS: 3,
        Resource.STOCK: 21,
        Resource.PRICES: 21,
        Resource.ORDERS: 20,
        Resource.SHIPMENTS: 4,
        Resource.REFUNDS: 2,
        Resource.CUSTOMERS: 5,
        Resource.DOCUMENTS: 3,
    }
    secret = webhook_secret()
    return World(
        options=OPTIONS,
        credentials=CREDENTIALS,
        shop=lambda: WooShop().outside(),
        least=least,
        wrong=WooCredentials(consumer_key=KEY, consumer_secret="cs_wrong"),
        deliveries=[Signed(delivery("woocommerce", name), secret) for name in TOLD],
    )
