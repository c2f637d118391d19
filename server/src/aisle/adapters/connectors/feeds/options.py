"""What a shop says of its feed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from aisle.adapters.connectors.website.addresses import canonical
from aisle.catalog.currencies import is_currency
from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource

WHOLE = ResourceRule(Delta.CONDITIONAL, timedelta(0), silent=(), lists_ids=True)
LINKED = ResourceRule(Delta.CONDITIONAL, timedelta(0), silent=())
RULES: Mapping[Resource, ResourceRule] = {
    Resource.PRODUCTS: WHOLE,
    Resource.STOCK: WHOLE,
    Resource.PRICES: WHOLE,
    Resource.DOCUMENTS: LINKED,
}
COVERS: Mapping[str, tuple[Resource, ...]] = {
    "products": (Resource.PRODUCTS, Resource.DOCUMENTS),
    "stock": (Resource.STOCK,),
    "prices": (Resource.PRICES,),
    "stock_and_prices": (Resource.STOCK, Resource.PRICES),
}
Column = Annotated[str, Field(min_length=1, max_length=200)]


class FeedOptions(BaseModel):
    """Where the feed is, and what its rows mean."""

    model_config = ConfigDict(extra="forbid")

    address: str = Field(max_length=1_500, description="Address of the feed: https://shop.example/feed.xml.")
    covers: Literal["products", "stock", "prices", "stock_and_prices"] = Field(
        "products", description="What its rows tell: whole products, or only stock or prices of known ones."
    )
    currency: str = Field(
        "", description="Currency of prices that name none, such as EUR; usually the store's."
    )
    mapping: dict[str, Any] = Field(
        {}, max_length=50, description="Columns by field, where the guess is wrong, as in a catalogue import."
    )
    link_columns: list[Column] = Field(
        [],
        max_length=20,
        description="Columns whose links are documents, pages too; links to files are followed anyway.",
    )
    most_bytes: int = Field(2 * 2**30, ge=1, le=8 * 2**30, description="Largest feed, unpacked, in bytes.")

    @field_validator("address")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if canonical(value.strip()) is None:
            raise ValueError("write the whole address, like https://shop.example/feed.xml")
        return value.strip()

    @field_validator("currency")
    @classmethod
    def _is_currency(cls, value: str) -> str:
        if value and not is_currency(value):
            raise ValueError("write an ISO 4217 code, such as EUR")
        return value

    def offered(self) -> Mapping[Resource, ResourceRule]:
        """Return what the feed tells."""
        return {resource: RULES[resource] for resource in COVERS[self.covers]}


class FeedCredentials(BaseModel):
    """For feeds that are not public."""

    model_config = ConfigDict(extra="forbid")

    user: str = Field("", max_length=200, description="User name, where the feed asks for one.")
    password: SecretStr = Field(SecretStr(""), description="Password of that user.")
    token: SecretStr = Field(SecretStr(""), description="Token, sent as “Authorization: Bearer”.")
