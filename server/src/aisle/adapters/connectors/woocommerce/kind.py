"""WooCommerce among the kinds of sources."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from aisle.adapters.connectors.address import shop_address
from aisle.adapters.connectors.woocommerce.connector import WooConnector
from aisle.adapters.connectors.woocommerce.hooks import WooHooks
from aisle.adapters.connectors.woocommerce.rules import RULES
from aisle.adapters.connectors.woocommerce.settings import WooCredentials, WooOptions
from aisle.sources.ports import Connector, Detected, Hooks, Outside, Request, ResourceRule, Setup
from aisle.sources.records import Resource

SIGNS = re.compile(
    rb"/wp-content/plugins/woocommerce/|<meta name=\"generator\" content=\"WooCommerce|class=\"[^\"]*woocommerce"
)


class WooCommerce:
    """The kind."""

    name = "woocommerce"
    title = "WooCommerce"
    summary = "Products, stock, orders, customers and pages of a WooCommerce shop."
    options: type[BaseModel] = WooOptions
    credentials: type[BaseModel] = WooCredentials
    rules: Mapping[Resource, ResourceRule] = RULES
    hooks: Hooks | None = WooHooks()

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        return WooConnector(setup)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Look at the site's public index, then at its start page."""
        shop = shop_address(address)
        index = await outside.send(Request("GET", f"{shop}/wp-json/"))
        if "wc/v3" in _namespaces(index.body):
            return Detected(self.name, 0.99, {"address": shop}, "Its WordPress names WooCommerce's API.")
        page = await outside.send(Request("GET", f"{shop}/"))
        if SIGNS.search(page.body):
            return Detected(self.name, 0.7, {"address": shop}, "Its start page loads files of WooCommerce.")
        return None


def _namespaces(body: bytes) -> list[Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return []
    names = found.get("namespaces") if isinstance(found, dict) else None
    return names if isinstance(names, list) else []


WOOCOMMERCE = WooCommerce()
