"""The shop that the Magento connector is tried on."""

from magento_shop import CREDENTIALS, OPTIONS, MagentoShop, recorded
from worlds import World

from aisle.adapters.connectors.magento.settings import MagentoCredentials
from aisle.sources.records import Resource


def world() -> World:
    """Return it."""
    recorded("15-products-all")
    return World(
        options=OPTIONS,
        credentials=CREDENTIALS,
        shop=lambda: MagentoShop().outside(),
        least={
            Resource.PRODUCTS: 26,
            Resource.VARIANTS: 12,
            Resource.STOCK: 36,
            Resource.PRICES: 36,
            Resource.ORDERS: 20,
            Resource.CUSTOMERS: 5,
            Resource.SHIPMENTS: 5,
            Resource.REFUNDS: 5,
            Resource.CARTS: 2,
            Resource.DOCUMENTS: 1,
        },
        wrong=MagentoCredentials(access_token="wrong-token-of-a-test"),
    )
