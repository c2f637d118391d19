"""BigCommerce among the kinds of sources."""

import re
from collections.abc import Mapping

from pydantic import BaseModel

from aisle.adapters.connectors.address import shop_address
from aisle.adapters.connectors.bigcommerce.connector import BigCommerceConnector
from aisle.adapters.connectors.bigcommerce.hooks import BigCommerceHooks
from aisle.adapters.connectors.bigcommerce.rules import RULES
from aisle.adapters.connectors.bigcommerce.settings import BigCommerceCredentials, BigCommerceOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, Request, ResourceRule, Setup
from aisle.sources.records import Resource

FILES = re.compile(rb"https://cdn\d*\.bigcommerce\.com/s-([a-z0-9]{3,32})/")


class BigCommerce:
    """The kind."""

    name = "bigcommerce"
    title = "BigCommerce"
    summary = "Products, stock, orders, customers, carts and pages of a BigCommerce shop."
    options: type[BaseModel] = BigCommerceOptions
    credentials: type[BaseModel] = BigCommerceCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = BigCommerceHooks()

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return BigCommerceConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Look at the start page: addresses of its files hold the store hash."""
        page = await outside.send(Request("GET", f"{shop_address(address)}/"))
        found = FILES.search(page.body)
        if found is None:
            return None
        options = {"store_hash": found[1].decode()}
        return Detected(self.name, 0.95, options, "Its start page loads files from BigCommerce.")


BIGCOMMERCE = BigCommerce()
