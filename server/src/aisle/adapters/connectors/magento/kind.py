"""Magento among the kinds of sources."""

import re
from collections.abc import Mapping

from pydantic import BaseModel

from aisle.adapters.connectors.address import shop_address
from aisle.adapters.connectors.magento.connector import MagentoConnector
from aisle.adapters.connectors.magento.rules import RULES
from aisle.adapters.connectors.magento.settings import MagentoCredentials, MagentoOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, Request, ResourceRule, Setup
from aisle.sources.records import Resource

SIGNS = re.compile(rb"text/x-magento-init|/static/version\d+/frontend/|data-mage-init=|Magento_Theme")


class Magento:
    """The kind. Open Source has no webhooks: it is asked on a schedule."""

    name = "magento"
    title = "Magento / Adobe Commerce"
    summary = "Products, stock, orders, customers, carts and pages of a Magento or Adobe Commerce shop."
    options: type[BaseModel] = MagentoOptions
    credentials: type[BaseModel] = MagentoCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return MagentoConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Look at the start page, then where Magento tells its version."""
        shop = shop_address(address)
        page = await outside.send(Request("GET", f"{shop}/"))
        if SIGNS.search(page.body) or any(name.startswith("x-magento-") for name in page.headers):
            return Detected(self.name, 0.95, {"address": shop}, "Its start page loads files of Magento.")
        version = await outside.send(Request("GET", f"{shop}/magento_version"))
        if version.status == 200 and version.body.startswith(b"Magento/"):
            return Detected(self.name, 0.99, {"address": shop}, "It tells a version of Magento.")
        return None


MAGENTO = Magento()
