"""The shop that the BigCommerce connector is tried on."""

import json
from datetime import UTC, datetime

from bigcommerce_shop import CREDENTIALS, OPTIONS, BigCommerceShop
from recorded_shop import commerce_folder
from worlds import Signed, World

from aisle.adapters.connectors.bigcommerce.settings import BigCommerceCredentials
from aisle.sources.ports import Delivery
from aisle.sources.records import Resource


def signed() -> list[Signed]:
    """Return deliveries that the library which the vendor points to has signed."""
    file = commerce_folder() / "schemas/bigcommerce/webhook-signature-vectors.json"
    return [
        Signed(
            Delivery(one["headers"], one["body"].encode()),
            one["client_secret"],
            datetime.fromtimestamp(int(one["headers"]["webhook-timestamp"]), UTC),
            1 if "order" in one["body"] else None,
        )
        for one in json.loads(file.read_text())["vectors"]
    ]


def world() -> World:
    """Return it."""
    return World(
        options=OPTIONS,
        credentials=CREDENTIALS,
        shop=lambda: BigCommerceShop().outside(),
        least={
            Resource.PRODUCTS: 3,
            Resource.STOCK: 3,
            Resource.PRICES: 3,
            Resource.ORDERS: 2,
            Resource.SHIPMENTS: 2,
            Resource.REFUNDS: 1,
            Resource.CUSTOMERS: 3,
            Resource.DOCUMENTS: 2,
        },
        wrong=BigCommerceCredentials(access_token="wrong-token-of-a-test"),
        deliveries=signed(),
    )
