"""How the Shopify connector describes itself."""

from collections.abc import Mapping

from pydantic import BaseModel

from aisle.adapters.connectors.shopify import detecting
from aisle.adapters.connectors.shopify.connector import ShopifyConnector
from aisle.adapters.connectors.shopify.hooks import ShopifyHooks
from aisle.adapters.connectors.shopify.rules import RULES
from aisle.adapters.connectors.shopify.settings import ShopifyCredentials, ShopifyOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource


class ShopifyKind:
    """See `aisle.sources.ports.Kind`."""

    name = "shopify"
    title = "Shopify"
    summary = "Products, stock, orders, customers and pages of a Shopify shop, by its GraphQL Admin API."
    options: type[BaseModel] = ShopifyOptions
    credentials: type[BaseModel] = ShopifyCredentials
    hooks: Hooks | None = ShopifyHooks()

    def __init__(self) -> None:
        self.rules: Mapping[Resource, ResourceRule] = RULES

    def open(self, setup: Setup) -> Connector:
        """Return a connection; nothing is asked yet."""
        return ShopifyConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Say whether the shop at an address is of this kind."""
        return await detecting.detect(address, outside)


SHOPIFY = ShopifyKind()
