"""Connectors by kind: a new one is one file and one line here."""

from collections.abc import Mapping

from aisle.adapters.connectors.api import KIND as API
from aisle.adapters.connectors.bigcommerce import BIGCOMMERCE
from aisle.adapters.connectors.confluence import CONFLUENCE
from aisle.adapters.connectors.database import DATABASE
from aisle.adapters.connectors.feeds import FEED
from aisle.adapters.connectors.files import BUCKET, FOLDER
from aisle.adapters.connectors.google import GOOGLE
from aisle.adapters.connectors.magento import MAGENTO
from aisle.adapters.connectors.notion import NOTION
from aisle.adapters.connectors.shopify import SHOPIFY
from aisle.adapters.connectors.website import WEBSITE
from aisle.adapters.connectors.woocommerce import WOOCOMMERCE
from aisle.sources.ports import Kind

KINDS: Mapping[str, Kind] = {
    SHOPIFY.name: SHOPIFY,
    GOOGLE.name: GOOGLE,
    MAGENTO.name: MAGENTO,
    DATABASE.name: DATABASE,
    FEED.name: FEED,
    FOLDER.name: FOLDER,
    BUCKET.name: BUCKET,
    NOTION.name: NOTION,
    CONFLUENCE.name: CONFLUENCE,
    WEBSITE.name: WEBSITE,
    API.name: API,
    BIGCOMMERCE.name: BIGCOMMERCE,
    WOOCOMMERCE.name: WOOCOMMERCE,
}
