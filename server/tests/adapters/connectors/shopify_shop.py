"""What tests of the Shopify connector share."""

from typing import Any

from pydantic import BaseModel, SecretStr
from shopify_double import Double
from shopify_double.tokens import LASTING
from worlds import NOW, QUICK

from aisle.adapters.connectors.shopify import SHOPIFY
from aisle.adapters.connectors.shopify.connector import ShopifyConnector
from aisle.adapters.connectors.shopify.settings import ShopifyCredentials, ShopifyOptions
from aisle.sources.ports import Page, Setup
from aisle.sources.records import Record, Resource
from aisle.sources.records.coding import to_data

LASTS = ShopifyCredentials(access_token=SecretStr(LASTING))


class Safe:
    """Keeps renewed credentials, and says when."""

    def __init__(self, credentials: ShopifyCredentials) -> None:
        self.held, self.kept = credentials, list[ShopifyCredentials]()

    async def keep(self, renewed: BaseModel) -> None:
        """Keep."""
        assert isinstance(renewed, ShopifyCredentials)
        self.held = renewed
        self.kept.append(renewed)


def connected(
    double: Double, credentials: ShopifyCredentials = LASTS, safe: Safe | None = None, **options: Any
) -> ShopifyConnector:
    """Open a connection that shares the double's clock."""
    setup = Setup(
        ShopifyOptions(shop="anchor-test", **options),
        credentials,
        double,
        QUICK,
        now=double.now,
        keep_credentials=(safe or Safe(credentials)).keep,
        timing=double.hours.timing,
    )
    connector = SHOPIFY.open(setup)
    assert isinstance(connector, ShopifyConnector)
    return connector


async def read(
    connector: ShopifyConnector, resource: Resource, mark: str | None = None, cursor: str | None = None
) -> list[Page]:
    """Return the pages of a resource."""
    return [page async for page in connector.pages(resource, mark, cursor)]


async def records(connector: ShopifyConnector, resource: Resource, mark: str | None = None) -> list[Any]:
    """Return all records of a resource."""
    return [record for page in await read(connector, resource, mark) for record in page.records]


def by_id(resource: Resource, found: list[Record]) -> dict[str, dict[str, Any]]:
    """Return records as data, without the time of change, which is none of what a copy compares."""
    copy = {record.id: to_data(resource, record) for record in found}
    for data in copy.values():
        data.pop("updated_at", None)
    return copy


__all__ = ["LASTS", "NOW", "Safe", "by_id", "connected", "read", "records"]
