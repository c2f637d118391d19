"""How a fake shop describes itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from aisle.sources.errors import ShopNotFound
from aisle.sources.fake.connector import FakeConnector
from aisle.sources.fake.hooks import FakeHooks
from aisle.sources.fake.shop import FakeShop
from aisle.sources.ports import Connector, Delta, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource

OVERLAP = timedelta(seconds=2)
RULES: Mapping[Resource, ResourceRule] = {
    **{
        resource: ResourceRule(Delta.TIME, OVERLAP, ("deletion",), lists_ids=True)
        for resource in Resource
        if resource not in (Resource.PRODUCTS, Resource.CARTS)
    },
    # Products change without a word, so that a reconcile has to read them all.
    Resource.PRODUCTS: ResourceRule(Delta.TIME, OVERLAP, ("deletion", "category"), lists_ids=True),
    Resource.CARTS: ResourceRule(Delta.NONE),
}


class FakeOptions(BaseModel):
    """Which shop."""

    model_config = ConfigDict(extra="forbid")
    address: str = Field(min_length=1, description="The shop's address")


class FakeCredentials(BaseModel):
    """What the shop is asked with."""

    model_config = ConfigDict(extra="forbid")
    token: SecretStr = Field(description="The shop's token")


class FakeKind:
    """Fake shops by their addresses."""

    name = "fake"
    title = "Fake shop"
    summary = "A shop in memory, for trying out."
    options: type[BaseModel] = FakeOptions
    credentials: type[BaseModel] = FakeCredentials
    hooks: Hooks | None = FakeHooks()

    def __init__(self, shops: Mapping[str, FakeShop], rules: Mapping[Resource, ResourceRule] = RULES) -> None:
        self._shops, self.rules = shops, dict(rules)

    def open(self, setup: Setup) -> Connector:
        """Return a connection to the shop at the address. Raises ShopNotFound."""
        shop = self._shops.get(setup.options.address)
        if shop is None:
            raise ShopNotFound(f"There is no shop at {setup.options.address}.")
        return FakeConnector(shop, setup, self.rules)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Say whether one of the shops has the address."""
        if address not in self._shops:
            return None
        return Detected(self.name, 1.0, {"address": address}, "It is one of the fake shops.")
